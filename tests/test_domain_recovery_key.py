"""Recovery keys: written down and typed again, with the slips that people make."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.recovery_key import BYTES, last_group, recovery_key, secret_of, store_key

SECRET = bytes(range(BYTES))
WRITTEN = recovery_key(SECRET)
secrets = st.binary(min_size=BYTES, max_size=BYTES)


@given(secrets)
def test_recovery_key_is_read_as_it_was_written(secret: bytes) -> None:
    assert secret_of(recovery_key(secret)) == secret


def test_recovery_key_is_nine_groups_of_four() -> None:
    assert [len(group) for group in WRITTEN.split("-")] == [4] * 9
    assert last_group(WRITTEN) == WRITTEN[-4:]


@given(secrets)
def test_recovery_key_is_read_without_hyphens_in_small_letters_and_wide_ones(secret: bytes) -> None:
    written = recovery_key(secret)
    wide = "".join(chr(ord(one) + 0xFEE0) if one.isalnum() else "ー" for one in written)

    assert secret_of(written.lower().replace("-", " ")) == secret
    assert secret_of(wide.replace("ー", "")) == secret


def test_recovery_key_takes_the_letters_that_look_like_digits() -> None:
    assert secret_of(WRITTEN.replace("1", "l").replace("0", "O")) == SECRET


@given(secrets, st.integers(0, 31), st.integers(1, 31))
def test_recovery_key_with_one_slip_is_none(secret: bytes, at: int, other: int) -> None:
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    written = list(recovery_key(secret).replace("-", ""))
    written[at] = letters[(letters.index(written[at]) + other) % 32]

    assert secret_of("".join(written)) != secret
    assert secret_of("".join(written[:-1])) is None


def test_recovery_key_is_not_any_text() -> None:
    assert secret_of("") is None
    assert secret_of("correct horse battery staple") is None
    assert secret_of("U" * 36) is None


@given(secrets)
def test_store_key_is_256_bits_and_says_nothing_of_the_secret(secret: bytes) -> None:
    key = store_key(secret)

    assert len(bytes.fromhex(key)) == 32
    assert secret.hex() not in key


def test_store_key_stays_what_it_is() -> None:
    """What is written on somebody's paper has to open their store with every version to come."""
    assert WRITTEN == "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-2AAM"
    assert store_key(SECRET) == "f4d78a7b312911ba102e5ff9c29eafcaf1a8ec2d1b0389a8261a48ff56df9b9e"
