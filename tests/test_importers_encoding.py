"""How a file's text is encoded."""

import pytest

from pipeline_cli.errors import UsageError
from pipeline_cli.importers.encoding import encoding_of


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"name\n", "utf-8"),
        ("氏名\n".encode(), "utf-8"),
        ("氏名\n".encode("utf-8-sig"), "utf-8-sig"),
        ("氏名\n".encode("utf-16"), "utf-16"),
        ("氏名,①\n".encode("cp932"), "cp932"),
        ("ﾀﾅｶ,田中\n".encode("cp932"), "cp932"),
    ],
)
def test_encoding_is_found(data: bytes, encoding: str) -> None:
    assert encoding_of(data, "x.csv") == encoding


@pytest.mark.parametrize(
    "data", ["Größe\n".encode("cp1252"), "Ñandú\n".encode("cp1252"), b"abc\xff\xff\n", b"\xef\xbb\xbf\xff"]
)
def test_other_encodings_are_refused(data: bytes) -> None:
    with pytest.raises(UsageError, match=r"x\.csv can't be read as text"):
        encoding_of(data, "x.csv")


def test_refusal_names_the_byte() -> None:
    with pytest.raises(UsageError) as refused:
        encoding_of("Größe".encode("cp1252"), "x.csv")

    assert "byte 3" in refused.value.why
    assert "--encoding" in refused.value.hint


def test_encoding_that_is_asked_for_is_taken() -> None:
    assert encoding_of("Größe".encode("cp1252"), "x.csv", "cp1252") == "cp1252"


@pytest.mark.parametrize("asked", ["utf-8", "klingon"])
def test_encoding_that_is_asked_for_must_fit(asked: str) -> None:
    with pytest.raises(UsageError):
        encoding_of("Größe".encode("cp1252"), "x.csv", asked)
