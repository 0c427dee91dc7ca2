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


def behind_the_dots(text, cell):
    """What a cell has there, as one text."""
    return text.partition(f'id="{cell}"')[2].partition('class="more-answers"')[2].partition("</details>")[0]


def test_what_is_behind_the_dots_is_of_this_test_and_side_also_after_another_choice(step, tap):
    path, cell = "findings.reflexes.patellar.left", "reflexes-patellar-left"
    before = behind_the_dots(step("reflexes"), cell)
    assert before.count(f'name="{path}"') == before.count("<button") == 6
    assert 'aria-pressed="true"' not in before
    tap("reflexes", path, "not_tested:pain", htmx=True)
    assert behind_the_dots(step("reflexes"), cell).count('aria-pressed="true"') == 1
    tap("reflexes", path, "2", htmx=True)
    assert behind_the_dots(step("reflexes"), cell) == before
    assert behind_the_dots(step("reflexes"), "reflexes-patellar-right") == before.replace("left", "right").replace(
        "Left", "Right"
    )
