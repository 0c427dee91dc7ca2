"""What an administrator sees of the backups of this server."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from exam.backups.folder import note_fault


@pytest.fixture
def shown(app, client, services, tmp_path):
    """The page, where the settings name a folder with backups of these ages in hours; faults as they were noted."""

    def shown(*ages, fault=False):
        now, folder = datetime.now(UTC), tmp_path / "backups"
        folder.mkdir(exist_ok=True)
        for hours in ages:
            (folder / (now - timedelta(hours=hours)).strftime("dermyo-%Y%m%dT%H%M%SZ.backup")).write_bytes(b"")
        config = replace(services.config, backups=folder)
        app.extensions["dermyo"] = replace(services, config=config)
        if fault:
            note_fault(config, now, "the disk is full")
        return client.get("/account/clinic").text

    return shown


def test_without_a_folder_the_page_says_so(client):
    assert "This server has no folder for backups." in client.get("/account/clinic").text


def test_recent_backups_are_counted(shown):
    page = shown(1, 25)
    assert re.search(r"2 backups, the newest made \d{1,2} \w+ \d{4}, \d\d:\d\d\.", page)
    assert "notice-error" not in page
    assert "too old" not in page


def test_one_that_is_too_old_none_and_a_fault_are_said(shown):
    assert "There is no backup. Tell whoever runs this server." in shown()
    page = shown(49)
    assert "The newest backup is too old. Tell whoever runs this server." in page
    assert re.search(r"1 backup, made \d{1,2} \w+ \d{4}, \d\d:\d\d\.", page)
    page = shown(fault=True)
    assert re.search(r"The last backup failed \(\d{1,2} \w+ \d{4}, \d\d:\d\d", page)
    assert "the disk is full" not in page
