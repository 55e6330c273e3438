from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.snapshot import NEVER, PastDeal, Touch, snapshot
from pipeline_cli.domain.win_model import USUAL_CEILING, USUAL_MODEL
from pipeline_cli.domain.win_model_ceiling import LEAST_CEILING, ceiling
from pipeline_cli.domain.win_model_looks import Look, last_looks, looks_back

NOW = 1000.0


def deal(number: int, days_ago: float, *, won: bool, calls: int = 0) -> PastDeal:
    closed_at = NOW - days_ago
    touches = tuple(Touch(closed_at - 10 + n, is_reached=True, is_inbound=True, minutes=5) for n in range(calls))
    return PastDeal(number, closed_at - 40, closed_at, won, touches=touches)


def ceiling_of(deals: list[PastDeal]) -> float:
    looks = looks_back(deals, NOW)
    return ceiling(looks, [USUAL_MODEL.log_drive(look.seen) for look in looks], NOW)


def test_without_deals_the_ceiling_is_the_usual_one() -> None:
    assert ceiling([], [], NOW) == USUAL_CEILING


def test_where_the_best_are_always_won_the_ceiling_rises() -> None:
    lively = [deal(n, 5 + n % 300, won=True, calls=8) for n in range(60)]
    quiet = [deal(100 + n, 5 + n % 300, won=False) for n in range(540)]

    assert ceiling_of(lively + quiet) > 0.82 > USUAL_CEILING


def test_where_the_best_are_won_like_the_others_the_ceiling_is_their_share() -> None:
    deals = [deal(n, 5 + n % 300, won=n % 5 < 3, calls=n % 9) for n in range(900)]

    assert 0.55 < ceiling_of(deals) < 0.7


def test_one_month_counts_as_one_wave_however_many_were_won_in_it() -> None:
    one_month = ceiling_of([deal(n, 5 + n % 20, won=True, calls=n % 9) for n in range(900)])
    ten_months = ceiling_of([deal(n, 5 + n % 300, won=True, calls=n % 9) for n in range(900)])

    assert USUAL_CEILING < one_month < 0.82 < ten_months


@given(st.lists(st.tuples(st.floats(1, 700), st.booleans()), max_size=25))
def test_a_ceiling_leaves_room_for_doubt(outcomes: list[tuple[float, bool]]) -> None:
    deals = [deal(n, days, won=won) for n, (days, won) in enumerate(outcomes)]

    assert LEAST_CEILING <= ceiling_of(deals) < 1


def test_what_is_decided_later_does_not_count() -> None:
    past = [deal(n, 50, won=False) for n in range(30)]
    later = [deal(100 + n, -20, won=True, calls=5) for n in range(30)]

    assert ceiling_of(past + later) == ceiling_of(past)


def test_the_last_look_is_the_one_before_the_decision() -> None:
    decided, still_open = deal(1, 5, won=True), PastDeal(2, NOW - 30, NEVER, is_won=False)
    looks = [Look(at, one, snapshot(one, at)) for one in (decided, still_open) for at in (NOW - 20, NOW - 8, NOW - 15)]

    assert [(looks[place].deal.deal_id, looks[place].at) for place in last_looks(looks, NOW)] == [(1, NOW - 8)]
