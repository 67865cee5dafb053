import sys
from pathlib import Path

import pytest

from explorer.storage.locations import LocationUnusable, locations


def test_a_data_directory_holds_everything(data_dir: Path):
    places = locations(data_dir)
    for place in (places.settings_file, places.cache, places.logs, places.records):
        assert data_dir in place.parents


def test_usual_places_lie_in_the_users_home_and_differ(home: Path):
    places = locations()
    all_places = [places.settings_file, places.cache, places.logs, places.records]
    assert all(home in place.parents for place in all_places)
    assert len(set(all_places)) == 4


def test_asking_for_the_places_makes_nothing(home: Path, data_dir: Path):
    locations()
    locations(data_dir)
    assert not data_dir.exists()
    assert not list(home.iterdir())


def test_directories_are_made_and_left_empty(data_dir: Path):
    locations(data_dir).make_directories()
    assert {path.name for path in data_dir.rglob("*")} == {"cache", "logs", "records"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits; its profile folders are private")
def test_nobody_else_may_look_into_new_directories(data_dir: Path):
    locations(data_dir).make_directories()
    assert {path.stat().st_mode & 0o077 for path in (data_dir / "cache", data_dir / "logs")} == {0}


def test_a_place_that_cannot_be_used_is_named_with_a_way_out(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LocationUnusable, match=r"file.* cannot be used: .*--data-dir"):
        locations(tmp_path / "file" / "below").make_directories()
