from __future__ import annotations

from portee.store.secret import hashed, is_id, new_id, new_token


def test_tokens_are_long_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert all(len(token) >= 43 for token in tokens)


def test_what_is_kept_of_a_token_does_not_hold_it() -> None:
    token = new_token()
    assert hashed(token) == hashed(token)
    assert token not in hashed(token)
    assert len(hashed(token)) == 64


def test_ids_differ_and_look_alike() -> None:
    ids = {new_id() for _ in range(200)}
    assert len(ids) == 200
    assert all(is_id(id) for id in ids)
    assert not any(is_id(text) for text in ("", "nothing", "x" * 32, "a" * 33, "A" * 32))
