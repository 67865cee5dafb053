from pathlib import Path

import pytest

from explorer.storage.settings.settings_upgrade import CURRENT_VERSION, FIRST_VERSION, STEPS, UnknownVersion, upgraded


def rename_colour(content):
    content["color"] = content.pop("colour", "grey")
    return content


def drop_color(content):
    del content["color"]
    return content


SAMPLE_STEPS = {1: rename_colour, 2: drop_color}


def test_steps_are_taken_one_after_the_other():
    assert upgraded({"version": 1, "colour": "red", "other": 5}, SAMPLE_STEPS) == {"version": 3, "other": 5}


def test_only_the_steps_that_are_needed_are_taken():
    assert upgraded({"version": 2, "color": "red", "colour": "kept"}, SAMPLE_STEPS) == {"version": 3, "colour": "kept"}


def test_the_newest_version_stays_as_it_is():
    assert upgraded({"version": CURRENT_VERSION, "a": 1}) == {"version": CURRENT_VERSION, "a": 1}


@pytest.mark.parametrize("version", [None, "1", True, 0, -1, 1.5])
def test_content_without_a_version_is_refused(version: object):
    with pytest.raises(UnknownVersion, match="names no version"):
        upgraded({"version": version})


def test_content_of_a_newer_program_is_refused_with_both_versions():
    with pytest.raises(UnknownVersion, match=r"newer program wrote it \(version 4; this one knows 3\)"):
        upgraded({"version": 4}, SAMPLE_STEPS)


def test_the_table_has_a_step_for_each_version_before_the_current_one():
    assert list(STEPS) == list(range(FIRST_VERSION, CURRENT_VERSION))


def test_each_step_has_a_test_of_its_own():
    here = Path(__file__).read_text("utf-8")
    assert not [version for version in STEPS if f"def test_step_{version}_" not in here]
