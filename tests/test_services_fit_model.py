"""A model that is kept in the store, and read back only by a version that means the same by it."""

import json

import pytest

from pipeline_cli.domain.win_model import USUAL_MODEL
from pipeline_cli.services.fit_model import KeptModel, kept_model, model_text

MODEL = USUAL_MODEL._replace(closed=12, won=4, effects={"source fair": 0.2}, ceiling=0.6, fitted_at=900.5)


def test_a_kept_model_is_read_as_it_was_written() -> None:
    assert kept_model(model_text(300, MODEL)) == KeptModel(300, MODEL)


@pytest.mark.parametrize("form", [21, [2, 21], [3, 20], None])
def test_a_model_of_an_older_form_is_fitted_again(form: object) -> None:
    _, decided, values = json.loads(model_text(300, MODEL))

    assert kept_model(json.dumps([form, decided, values])) is None


@pytest.mark.parametrize("text", [None, "", "[]", "{}", "null", '[[3, 21], 5, {"weights": 1}]'])
def test_what_is_no_model_is_none(text: str | None) -> None:
    assert kept_model(text) is None
