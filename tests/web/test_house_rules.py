"""Each house rule detects a page that breaks it."""

from collections import Counter
from types import SimpleNamespace

import pytest

from tests.web import house_rules
from tests.web.house_rules import (
    PAGE,
    PATIENT,
    SIGNED_IN,
    faults_of_new,
    faults_of_styles,
    faults_of_who,
    html_faults,
    is_to_be_read,
    with_drawn_numbered,
)

GOOD = (
    '<!doctype html><html lang="en"><head><title>A - Dermyo</title></head><body><main><h1>A</h1>'
    '<form method="post" action="/a"><input type="hidden" name="csrf_token" value="t">'
    '<label for="x">X</label><input id="x" name="x"><button>Save</button></form></main></body></html>'
)


def test_a_good_page_and_a_good_fragment_have_no_faults():
    assert list(html_faults(GOOD)) == []
    assert list(html_faults("<tr><td>1</td></tr>")) == []
    assert list(html_faults(GOOD.replace("</h1>", '</h1><script type="application/json">{}</script>'))) == []
    assert list(html_faults("<li>1</li><li>2</li>")) == []


@pytest.mark.parametrize("beside", ["was.a.b", "form_id"])
def test_a_typed_field_beside_what_it_was_or_in_a_form_that_creates_something_is_no_fault(beside):
    typed = GOOD.replace('name="x">', f'name="a.b"><input type="hidden" name="{beside}" value="1">')
    assert list(html_faults(typed)) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("</h1>", "", "Unexpected open element"),
        ("</h1>", "", "end-tag-too-early (1, "),
        ("<button>", "</p><button>", "No <p> tag to close"),
        ('id="x"', 'id="x" id="y"', "Duplicate attribute"),
        (' lang="en"', "", "no language"),
        ("<title>A - Dermyo</title>", "<title> - Dermyo</title>", "not one title"),
        ("</title>", "</title><title>B</title>", "not one title"),
        ("<h1>A</h1>", "<h2>A</h2>", "0 h1"),
        ("<h1>A</h1>", "<h1>A</h1><h1>B</h1>", "2 h1"),
        ("<h1>", '<h1 id="x">', 'id "x" 2 times'),
        ('for="x"', 'for="y"', "nowhere"),
        ('for="x"', 'class="x"', "unlabelled input"),
        ("<button>Save</button>", "<button></button>", "nameless button"),
        ("<h1>A</h1>", '<h1>A</h1><img src="/a.png">', "without alt"),
        ('value="t"', 'value=""', "without its token"),
        ('name="x">', 'name="a.b">', "a.b without what it was"),
        ('<input id="x" name="x">', '<textarea id="x" name="a.b"></textarea>', "a.b without what it was"),
        ('<input id="x" name="x">', '<textarea id="x" name="x" maxlength="9"></textarea>', "cuts off"),
        ("<h1>A</h1>", "<h1>A</h1><script>1</script>", "inline script"),
        ("<h1>", '<h1 style="color: red">', "with style"),
        ("<button>", '<button onclick="x()">', "with onclick"),
        ("<button>", '<button hx-on:click="x()">', "with hx-on:click"),
        ('action="/a"', f'action="/a/{PATIENT}"', "form action="),
    ],
)
def test_a_broken_page_is_detected(old, new, fault):
    assert old in GOOD
    assert any(fault in found for found in html_faults(GOOD.replace(old, new)))


# The hash of "a{}", as `printf a{} | openssl dgst -sha256 -binary | base64` prints it.
HASH = "'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='"


@pytest.mark.parametrize(
    ("text", "allowed", "is_fine"),
    [
        ("<p>a</p>", "'self'", True),
        ("<style>a{}</style>", f"'self' {HASH}", True),
        ("<style>a{}</style>", "'self'", False),
        ("<style>a{ }</style>", f"'self' {HASH}", False),
        ('<style media="print">a{}</style><style>b{}</style>', f"'self' {HASH}", False),
        ("<p>a</p>", f"'self' {HASH}", False),
    ],
)
def test_a_style_in_the_page_is_the_one_that_the_policy_allows(text, allowed, is_fine):
    response = SimpleNamespace(text=text, headers={"Content-Security-Policy": f"style-src {allowed}"})
    assert (list(faults_of_styles(response)) == []) is is_fine


@pytest.mark.parametrize(
    "faulty",
    [
        *("<p>a<div>b</div></p>", "<p>a</div>", "<b><i>x</b></i>", "<div><p>a</div></p>", "<section>"),
        *("<p><ul><li>a</ul></p>", "<ul><tr><td>a</td></tr></ul>", "<table><tr><p>a</p></tr></table>", "<td>a</td>"),
        *("<a href='1'><a href='2'>x</a></a>", "<form><form></form></form>", "<button><button>a</button></button>"),
        *("<h1><h2>a</h2></h1>", "<svg><p>a</p></svg>", "<select><select></select></select>", "<body class='a'>"),
        *("<span/>a", "<input></input>", "</br>", "</>", "<div", "<p a='1' a='2'>b</p>", "<p a='1'b='2'>c</p>"),
        *('<p "a">b</p>', "<p =a>b</p>", "<p a=b'c>d</p>", "<!-- a -- b -->", "<!-->", "<?a ?>", "<script>a", "a < b"),
        *("&amp", "&bogus;", "&#0;", '<a href="?b&copy=1">c</a>', '<a href="?b&c=1">d</a>'),
        *("\0", "\x0b", "\x85", "\ufdd0"),
    ],
)
def test_what_is_no_html_is_detected(faulty):
    assert list(html_faults(GOOD.replace("<form", f"{faulty}<form"))) != []


def test_what_is_html_has_no_fault():
    fine = "<p hidden title='a=<b>&quot;>'>&amp; &#233; a=\" & b\f<br>c</p><!-- a - b -->"
    fine += "<svg><title>A</title><style>a>b</style></svg>"
    assert list(html_faults(GOOD.replace("<form", f"{fine}<form"))) == []


def test_a_fragment_is_read_inside_a_page():
    assert any("with style" in found for found in html_faults('<tr style="x"><td>1</td></tr>'))
    assert "{}" in PAGE


def test_a_page_with_other_ids_is_the_same_page_and_ids_that_differ_stay_different():
    one, other = "0123456789abcdef" * 2, "fedcba9876543210" * 2
    token = f"{'Iab3' * 20}.aSm_hg.{'x' * 27}"
    assert with_drawn_numbered(f"{one} {token} {other} {one}") == "drawn0 drawn1 drawn2 drawn0"
    assert with_drawn_numbered(f"{other} 12") == with_drawn_numbered(f"{one} 12") != with_drawn_numbered(f"{one} 13")
    assert with_drawn_numbered(f"/{PATIENT}/{one}{one}") == f"/{PATIENT}/{one}{one}"


def test_a_page_is_read_again_where_it_differs_or_had_a_fault():
    faulty = GOOD.replace(' lang="en"', "")
    assert faults_of_new(GOOD) == faults_of_new(GOOD) == []
    assert faults_of_new(faulty) == faults_of_new(faulty) == ["no language"]
    twice = "0123456789abcdef" * 2
    assert faults_of_new(GOOD.replace('id="x"', f'id="{twice}"').replace('for="x"', f'for="{twice}"')) == []
    assert faults_of_new(GOOD.replace('id="x"', f'id="{twice}"').replace('for="x"', f'for="{twice[::-1]}"'))


def test_the_gate_reads_the_first_pages_at_each_address_and_then_one_of_five(monkeypatch):
    monkeypatch.setattr(house_rules, "fetched", Counter())

    def page(path):
        return SimpleNamespace(request=SimpleNamespace(method="GET", path=path), status_code=200)

    same = [page(f"/exams/{number:032x}/strength") for number in range(15)]
    assert [place for place, one in enumerate(same, 1) if is_to_be_read(one)] == [1, 2, 3, 4, 5, 10, 15]
    assert is_to_be_read(page("/exams/"))


WHO = [("Andreas <Vesalius>", "Physiotherapist")]
SAID = '<span class="signed-in"><bdi>Andreas &lt;Vesalius&gt;</bdi> <bdi class="role">Physiotherapist</bdi></span>'


@pytest.mark.parametrize(
    ("head", "status", "path", "faults"),
    [
        (SAID, 200, "/exams", 0),
        ("", 200, "/exams", 2),
        (SAID.replace("Physiotherapist", ""), 200, "/exams", 1),
        (SAID.replace("signed-in", "x"), 404, "/exams", 2),
        ("", 503, "/exams", 0),
        ("", 200, "/exams/0/strength/copy", 0),
    ],
)
def test_a_page_that_does_not_name_who_is_signed_in_is_detected(head, status, path, faults):
    page = GOOD.replace("<main>", f"{head}<main>")
    answer = SimpleNamespace(
        text=page, status_code=status, mimetype="text/html", headers={}, request=SimpleNamespace(path=path)
    )
    assert len(list(faults_of_who(answer, WHO))) == faults
    assert list(faults_of_who(answer, [])) == []
    answer.text = "<p>A part of a page</p>"
    assert list(faults_of_who(answer, WHO)) == []


def test_who_is_signed_in_is_known_of_each_page(client, account):
    answer = client.get("/account/")
    assert answer.request.environ[SIGNED_IN] == [(account.full_name, account.role)]
    assert list(faults_of_who(answer, WHO)) != []
