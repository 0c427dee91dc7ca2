"""Blocks that a program writes into a page are replaced in place, and the rest of the page is unchanged."""

import pytest

from bench.blocks import block, table, with_block, write_block

PAGE = "# A page\n\n<!-- figures -->\nold\n<!-- end of figures -->\n\nafter\n"


def test_a_block_is_replaced_and_nothing_else():
    assert block(PAGE, "figures") == "old"
    assert with_block(PAGE, "figures", "new\nlines") == PAGE.replace("old", "new\nlines")
    assert with_block(PAGE, "figures", "old") == PAGE


def test_an_empty_block_is_filled():
    assert with_block(PAGE.replace("old\n", ""), "figures", "old") == PAGE


@pytest.mark.parametrize("page", ["# A page\n", PAGE + PAGE, "<!-- figures -->\nold\n", "<!-- end of figures -->\n"])
def test_a_page_without_the_block_or_with_two_is_refused(page):
    with pytest.raises(ValueError, match="'figures' exactly once"):
        with_block(page, "figures", "new")


def test_a_page_on_disk_is_rewritten(tmp_path):
    path = tmp_path / "page.md"
    path.write_text(PAGE, encoding="utf-8")
    write_block(path, "figures", "new")
    assert path.read_text(encoding="utf-8") == PAGE.replace("old", "new")


def test_a_table_has_a_head_and_a_line_for_each_row():
    assert table(("a", "b"), [("1", "2"), ("3", "4")]) == "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |"
