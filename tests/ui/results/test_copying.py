from explorer.ui.views.results.parts.copying import copy_text


def test_half_of_a_surrogate_pair_in_a_log_line_is_copied_as_an_escape(copied):
    copy_text("a\ud800\u00e4")
    assert copied() == "a\\ud800\u00e4"


def test_ordinary_text_is_copied_as_it_is(copied):
    copy_text("a\tb\n\U0001f600")
    assert copied() == "a\tb\n\U0001f600"
