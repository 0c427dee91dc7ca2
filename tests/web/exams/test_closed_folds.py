"""What a closed fold of a step holds: text for a browser with scripts, a part of the page without them."""


def test_rarer_answers_and_help_are_text_until_they_are_opened(step, tap):
    """A browser with scripts reads a noscript as text; what the answer to a tap brings is a template."""
    page = step("reflexes")
    assert page.count("<noscript>") == page.count('class="how-to"') + page.count('class="more-answers"') == 9
    answer = tap("reflexes", "findings.reflexes.patellar.left", "2", htmx=True).text
    assert (answer.count("<template>"), answer.count('class="more-answers"'), answer.count("<noscript>")) == (1, 1, 0)


def test_an_answer_that_is_chosen_behind_the_dots_is_in_the_page_itself(step, tap):
    path = "findings.reflexes.patellar.left"
    answer = tap("reflexes", path, "not_tested:pain", htmx=True).text
    assert (answer.count("<template>"), answer.count('class="more-answers"')) == (0, 1)
    page = step("reflexes")
    assert page.count("<noscript>") == page.count('class="how-to"') + page.count('class="more-answers"') - 1
