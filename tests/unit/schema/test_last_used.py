from explorer.schema.last_used import LastUsed


def test_what_was_made_is_given_again():
    kept = LastUsed(list)
    owner = ["a"]
    assert kept.of(owner) is kept.of(owner)


def test_things_that_are_alike_are_two_things():
    kept = LastUsed(list)
    assert kept.of(["a"]) is not kept.of(["a"])


def test_what_was_used_long_ago_is_made_anew():
    made = []
    kept = LastUsed(made.append, most=2)
    owners = [[number] for number in range(3)]
    for owner in [*owners, owners[2], owners[0]]:
        kept.of(owner)
    assert made == [[0], [1], [2], [0]]
