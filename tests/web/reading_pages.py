"""A page as a browser reads it: its elements, and what is no valid HTML.

Read by html5ever, in a twentieth of the time that a parser in Python takes: tests fetch thousands of pages.
"""

import re
from xml.etree.ElementTree import TreeBuilder
from xml.parsers import expat

from markupever import HtmlOptions, Parser
from tinyhtml5.parser import HTMLParser

HTML = "http://www.w3.org/1999/xhtml"
# What html5ever lets pass: an & in an attribute that may begin the name of a letter.
NO_END = re.compile(r"&[A-Za-z][A-Za-z0-9]*(?![A-Za-z0-9;])")
TAG = re.compile(r'<\w[^\s>]*(?: [^\s=]+="[^"]*")+')
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read_page(text):
    """The root of a page, None if it cannot be read, and what is wrong with it.

    An element that is no HTML has its namespace before its name.
    """
    parser = Parser(HtmlOptions(exact_errors=True))
    parser.process(text)
    parser.finish()
    faults = parser.errors()
    faults += [f"{wrong} does not end with ;" for wrong in NO_END.findall(text)]
    if faults:
        faults += _with_places(text)
    # Written as XML, as nothing walks through elements as fast as ElementTree.
    xml = NOT_IN_XML.sub(" ", TAG.sub(_without_inner, parser.into_dom().serialize(is_html=False)))
    try:
        return _elements(xml), faults
    except expat.ExpatError as error:
        return None, [*faults, f"no names or comments of HTML: {error}"]


def _without_inner(tag):
    """A tag with no < in its attributes, where HTML may have one and XML may not."""
    return f"<{tag[0][1:].replace('<', '&lt;')}"


def _with_places(text):
    """What a slower parser finds wrong, and in which line and column, which html5ever does not say."""
    parser = HTMLParser()
    parser.parse(text)
    return [f"{code} {where} {details}" for where, code, details in parser.errors]


def _elements(xml):
    builder, spaces, reader = TreeBuilder(), [HTML], expat.ParserCreate()

    def start(tag, attributes):
        spaces.append(attributes.pop("xmlns", spaces[-1]))
        builder.start(tag if spaces[-1] == HTML else f"{{{spaces[-1]}}}{tag}", attributes)

    def end(tag):
        spaces.pop()
        builder.end(tag)

    reader.StartElementHandler, reader.EndElementHandler, reader.CharacterDataHandler = start, end, builder.data
    reader.buffer_text = True
    reader.Parse(xml, True)
    return builder.close()
