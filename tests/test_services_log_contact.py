"""Logging a contact, where other processes do the same."""

import pytest

from helpers import Desk
from pipeline_cli.domain.contact import Contact, DealNews, Promise, Verdict
from pipeline_cli.domain.logged import Logged
from pipeline_cli.domain.next_step import Due
from pipeline_cli.errors import NotFoundError, RefusedError
from pipeline_cli.money.amount import Money
from pipeline_cli.services.log_contact import log_contact
from pipeline_cli.services.log_target import Asked, Target, find_target
from support import NOW, TODAY

CONTACT = Contact(NOW, note="note")
WORD, SALE = Asked(None, is_about_a_sale=False), Asked(None, is_about_a_sale=True)


def log(desk: Desk, target: Target, contact: Contact = CONTACT) -> Logged:
    return log_contact(desk.store, target, contact, NOW)


def target(desk: Desk, who: str, asked: Asked = WORD, **options: object) -> Target:
    return find_target(desk.store.reader, who, asked, **options)  # type: ignore[arg-type]  # what each test gives


def test_customer_who_was_added_meanwhile_is_not_added_again(desk: Desk) -> None:
    looked_for = [target(desk, "Aoki"), target(desk, "Aoki")]
    first, second = (log(desk, one) for one in looked_for)

    assert (first.is_new_customer, first.is_new_deal) == (True, True)
    assert (second.is_new_customer, second.is_new_deal) == (False, False)
    assert first.deal.id == second.deal.id == 1


def test_deal_that_was_opened_meanwhile_is_not_opened_again(desk: Desk) -> None:
    desk.ok("add", "Aoki", "--no-deal")
    looked_for = [target(desk, "Aoki", SALE), target(desk, "Aoki", SALE)]

    assert [log(desk, one).deal.id for one in looked_for] == [1, 1]


def test_new_customer_who_was_added_meanwhile_is_not_added_again(desk: Desk) -> None:
    looked_for = [target(desk, "Aoki", is_new=True), target(desk, "Aoki", is_new=True)]

    assert [log(desk, one).deal.customer_id for one in looked_for] == [1, 1]


def test_deal_that_was_closed_meanwhile_takes_no_next_step(desk: Desk) -> None:
    log(desk, target(desk, "Aoki"))
    looked_for = target(desk, "Aoki", SALE)
    desk.ok("won", "1")

    with pytest.raises(RefusedError, match="Deal 1 is won"):
        log(desk, looked_for, CONTACT._replace(promise=Promise(Due(TODAY))))


def test_deal_that_was_taken_back_meanwhile_is_not_found(desk: Desk) -> None:
    log(desk, target(desk, "Aoki"))
    looked_for = target(desk, "Aoki")
    desk.ok("undo")

    with pytest.raises(NotFoundError, match="No deal 1"):
        log(desk, looked_for)


def test_refused_contact_leaves_nothing_of_itself(desk: Desk) -> None:
    log(desk, target(desk, "Aoki"), CONTACT._replace(news=DealNews(value=Money(5, "JPY"), profit=Money(5, "JPY"))))
    with pytest.raises(RefusedError, match="EUR"):
        log(desk, target(desk, "1"), CONTACT._replace(news=DealNews(stage="commit", value=Money(5, "EUR"))))

    assert desk.rows("SELECT stage, currency FROM deals") == [("approach", "JPY")]
    assert desk.value("SELECT count(*) FROM activities") == 1


@pytest.mark.parametrize(("asked", "deal"), [(WORD, 1), (SALE, None)])
def test_sale_to_a_customer_whose_deal_is_closed_is_another_deal(desk: Desk, asked: Asked, deal: int | None) -> None:
    log(desk, target(desk, "Aoki"), CONTACT._replace(verdict=Verdict("won")))

    assert target(desk, "Aoki", asked) == Target("Aoki", customer=1, deal=deal)


def test_new_deal_begins_when_the_contact_was_and_in_its_stage(desk: Desk) -> None:
    earlier = NOW.replace(day=2)
    answer = log(desk, target(desk, "Aoki"), Contact(earlier, news=DealNews(stage="prospect")))

    assert (answer.deal.opened_at, answer.deal.stage_since, answer.deal.stage) == (earlier, earlier, "prospect")
    assert desk.value("SELECT count(*) FROM stage_changes") == 1
