from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import LANGUAGES, use_language
from pipeline_cli.money.amount import LARGEST, Money, from_plain, plain
from pipeline_cli.money.currencies import currency_code, default_currency
from pipeline_cli.money.reading import parse_money
from pipeline_cli.money.writing import format_money, format_short

CURRENCIES = st.sampled_from(
    ["JPY", "USD", "EUR", "CHF", "CNY", "CAD", "INR", "KRW", "KWD", "TND", "CLP", "SEK", "XPF"]
)
AMOUNTS = st.builds(Money, st.integers(-LARGEST, LARGEST) | st.integers(-10_000_000, 10_000_000), CURRENCIES)
SOUP = st.text(st.sampled_from("0123456789.,' 　-+()¥￥$€円万億千百十kKMbnUSDEURjpy一二〇０１²①▲\\") | st.characters())


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language("en")


def read(text: str, currency: str = "JPY", *, allow_negative: bool = False) -> str:
    money = parse_money(text, default_currency=currency, allow_negative=allow_negative)
    return f"{plain(money)} {money.currency}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1200000", "1200000 JPY"),
        ("1,200,000", "1200000 JPY"),
        ("¥1,200,000", "1200000 JPY"),
        (" ¥ 1,200,000 ", "1200000 JPY"),
        ("\\1,200,000", "1200000 JPY"),
        ("1.2M", "1200000 JPY"),
        ("1.234m", "1234000 JPY"),
        ("1,200k", "1200000 JPY"),
        ("120k", "120000 JPY"),
        ("1.5bn", "1500000000 JPY"),
        ("2 million", "2000000 JPY"),
        ("$4,500", "4500.00 USD"),
        ("4500 USD", "4500.00 USD"),
        ("USD 4500", "4500.00 USD"),
        ("usd4500", "4500.00 USD"),
        ("US$ 4,500.50", "4500.50 USD"),
        ("$1.2M USD", "1200000.00 USD"),
        ("€ 3.500,00", "3500.00 EUR"),
        ("3 500,00 €", "3500.00 EUR"),
        ("3\N{NARROW NO-BREAK SPACE}500,00 €", "3500.00 EUR"),
        ("3'500.00 CHF", "3500.00 CHF"),
        ("CHF 3’500.50", "3500.50 CHF"),
        ("1,20,000 INR", "120000.00 INR"),
        ("+500", "500 JPY"),
        ("-0", "0 JPY"),
        ("0", "0 JPY"),
    ],
)
def test_parse_money_reads_amounts(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "yen"),
    [
        ("￥１２０万", 1_200_000),
        ("１，２００，０００円", 1_200_000),
        ("120万", 1_200_000),
        ("120 万円", 1_200_000),
        ("1億2000万", 120_000_000),
        ("1億2,000万円", 120_000_000),
        ("1億 2千万円", 120_000_000),
        ("1億500万", 105_000_000),
        ("3万500", 30_500),
        ("12万3千", 123_000),
        ("二億五千万", 250_000_000),
        ("1.2百万", 1_200_000),
        ("1.5千万円", 15_000_000),
        ("2千5百万", 25_000_000),
        ("120千円", 120_000),
        ("1,234百万円", 1_234_000_000),
        ("百二十万円", 1_200_000),
        ("一億二千万", 120_000_000),
        ("二〇〇万", 2_000_000),
        ("千円", 1_000),
        ("2兆円", 2_000_000_000_000),
    ],
)
def test_parse_money_reads_japanese_units(text: str, yen: int) -> None:
    assert parse_money(text, default_currency="USD" if "円" in text or "￥" in text else "JPY") == Money(yen, "JPY")


@pytest.mark.parametrize(
    ("text", "currency", "expected"),
    [
        ("1,234", "USD", "1234.00 USD"),
        ("1,234", "EUR", "1234.00 EUR"),
        ("1.234", "EUR", "1234.00 EUR"),
        ("1.234", "CLP", "1234 CLP"),
        ("1.234", "KWD", "1.234 KWD"),
        ("1,23", "USD", "1.23 USD"),
        ("0,500", "USD", "0.50 USD"),
        ("0.500", "KWD", "0.500 KWD"),
        ("4500.5000", "USD", "4500.50 USD"),
        ("1.234.567", "USD", "1234567.00 USD"),
        ("1,234,567 KWD", "JPY", "1234567.000 KWD"),
        ("1,234.567 KWD", "JPY", "1234.567 KWD"),
        ("1.234M", "USD", "1234000.00 USD"),
        ("1,234M", "USD", "1234000000.00 USD"),
        ("1,5M €", "JPY", "1500000.00 EUR"),
        ("1,234万", "EUR", "12340000 JPY"),
        ("1.234万", "EUR", "12340 JPY"),
        ("1.2340M", "EUR", "1234000.00 EUR"),
    ],
)
def test_parse_money_tells_decimal_marks_from_thousands(text: str, currency: str, expected: str) -> None:
    assert read(text, currency) == expected


@pytest.mark.parametrize(
    ("text", "currency"),
    [("1.234", "USD"), ("1.234", "JPY"), ("1,234", "KWD"), ("1,234M", "EUR"), ("1234.500", "USD")],
)
def test_parse_money_refuses_what_has_two_readings(text: str, currency: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(text, currency)
    assert "1234" in caught.value.why
    assert "1.234" in caught.value.why or "1234.5" in caught.value.why


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "abc", "$", "円", "万", "億", "-", "1.2.3", "1,2,3", "1,,2", "12,34,567", "1,2345", "1234,567,890"),
        *("5.", ".5", "5,", "5-", "--5", "5 -", "(5", "5)", "(-5)", "1 2", "3 50", "1'23", "007", "1e6", "0x10", "nan"),
        *(
            "1万億",
            "1億2億",
            "1万2億",
            "5千2000",
            "1.5億2000万",
            "2万k",
            "1.2k万",
            "kr 50",
            "50 XYZ",
            "$5 €",
            "USD 5 EUR",
        ),
        *("10²", "①②", "½", "٣٤", "12:30", "2026-11-18", "5%", "5㎜", "1\n2", "1\t2", "5\0", "\ud800", "\x1b[31m5"),
    ],
)
def test_parse_money_refuses_anything_else(text: str) -> None:
    with pytest.raises(UsageError):
        read(text, allow_negative=True)


@pytest.mark.parametrize(
    ("text", "currency"), [("1.5", "JPY"), ("1.2345678M", "JPY"), ("4,500.505", "USD"), ("0.1234", "KWD")]
)
def test_parse_money_refuses_less_than_the_smallest_coin(text: str, currency: str) -> None:
    with pytest.raises(UsageError, match="can't be read") as caught:
        read(text, currency)
    assert "decimals" in caught.value.why


def test_parse_money_takes_zeros_beyond_the_smallest_coin() -> None:
    assert read("1200000.00") == "1200000 JPY"


@pytest.mark.parametrize(
    ("text", "literal", "meant"),
    [
        ("1億2000", "100,002,000", "120,000,000"),
        ("1億2000円", "100,002,000", "120,000,000"),
        ("¥1億2千", "100,002,000", "120,000,000"),
        ("1億500", "100,000,500", "105,000,000"),
        ("1兆2000", "1,000,000,002,000", "1,200,000,000,000"),
        ("3万5", "30,005", "35,000"),
        ("2千5", "2,005", "2,500"),
    ],
)
def test_parse_money_refuses_what_may_be_said_for_short(text: str, literal: str, meant: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(text)

    assert literal in caught.value.why
    assert meant in caught.value.why


@given(st.integers(0, 9_999), st.integers(1, 9_999), st.sampled_from(["", "円"]))
def test_parse_money_reads_what_is_written_with_all_its_units(large: int, middle: int, ending: str) -> None:
    written = f"{large}億{middle}万" if large else f"{middle}万"

    assert read(f"{written}{ending}") == f"{large * 10**8 + middle * 10**4} JPY"


@pytest.mark.parametrize("text", ["-500", "¥-500", "-¥500", "−500", "▲500", "(500)", "(¥500)"])
def test_parse_money_takes_a_negative_amount_only_where_allowed(text: str) -> None:
    assert read(text, allow_negative=True) == "-500 JPY"
    with pytest.raises(UsageError, match="negative"):
        read(text)


@pytest.mark.parametrize(
    ("text", "default", "expected"),
    [("$5", "CAD", "CAD"), ("$5", "EUR", "USD"), ("¥5", "CNY", "CNY"), ("5元", "TWD", "TWD"), ("5ドル", "JPY", "USD")],
)
def test_parse_money_lets_the_default_decide_a_shared_sign(text: str, default: str, expected: str) -> None:
    assert parse_money(text, default_currency=default).currency == expected


def test_parse_money_takes_what_64_bits_hold_and_no_more() -> None:
    assert parse_money(str(LARGEST), default_currency="JPY").minor == LARGEST
    for text in (str(LARGEST + 1), "92233720368547758.08 USD", "9999999999兆"):
        with pytest.raises(UsageError, match="can't be read"):
            read(text)


def test_parse_money_quotes_the_beginning_of_a_long_text() -> None:
    with pytest.raises(UsageError) as caught:
        read("9" * 10_000_000)
    assert caught.value.what.startswith('"9999')
    assert len(caught.value.what) < 100


def test_parse_money_quotes_no_control_characters() -> None:
    with pytest.raises(UsageError) as caught:
        read("\x1b]52;c;\u202e5")
    assert caught.value.what.isprintable()


@given(SOUP, CURRENCIES)
def test_parse_money_reads_or_refuses_any_text(text: str, currency: str) -> None:
    try:
        money = parse_money(text, default_currency=currency)
    except UsageError:
        return
    assert 0 <= money.minor <= LARGEST


@given(money=AMOUNTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_parse_money_reads_what_format_money_writes(language: str, money: Money) -> None:
    use_language(language)
    assert parse_money(format_money(money), default_currency=money.currency, allow_negative=True) == money


@given(AMOUNTS)
def test_from_plain_reads_what_plain_writes(money: Money) -> None:
    assert from_plain(plain(money), money.currency) == money


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(1_200_000, "JPY"), "1200000"),
        (Money(450_050, "USD"), "4500.50"),
        (Money(-5, "USD"), "-0.05"),
        (Money(1, "KWD"), "0.001"),
    ],
)
def test_plain_writes_all_decimals(money: Money, text: str) -> None:
    assert plain(money) == text


def test_from_plain_takes_fewer_decimals_and_zeros() -> None:
    assert from_plain("4500.5", "USD") == from_plain("4500.5000", "USD") == Money(450_050, "USD")


@pytest.mark.parametrize(
    "text", ["", "-", ".5", "5.", "1.2.3", "1,200", "1 200", " 5", "--5", "1e3", "²", "٣", "0.005", "1" * 65]
)
def test_from_plain_refuses_what_is_no_plain_decimal(text: str) -> None:
    with pytest.raises(UsageError, match="can't be read"):
        from_plain(text, "USD")


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(1_234_000, "JPY"), "¥1,234,000"),
        (Money(450_000, "USD"), "$4,500"),
        (Money(450_050, "USD"), "$4,500.50"),
        (Money(-5, "USD"), "-$0.05"),
        (Money(350_000, "CHF"), "CHF 3,500"),
        (Money(1_234_000, "KWD"), "KWD 1,234.000"),
        (Money(500, "CAD"), "CA$5"),
    ],
)
def test_format_money_writes_alike_in_both_languages(language: str, money: Money, text: str) -> None:
    assert format_money(money) == text, language


@pytest.mark.parametrize(
    ("yen", "text"),
    [
        (0, "0円"),
        (9_999, "9,999円"),
        (10_000, "1万円"),
        (12_300, "12,300円"),
        (15_000, "1.5万円"),
        (98_765, "98,765円"),
        (123_400, "12.34万円"),
        (1_234_000, "123.4万円"),
        (1_200_000, "120万円"),
        (12_345_678, "1,235万円"),
        (99_994_999, "9,999万円"),
        (99_995_000, "1億円"),
        (99_999_999, "1億円"),
        (123_000_000, "1.23億円"),
        (1_234_567_890, "12.35億円"),
        (123_456_789_012, "1,235億円"),
        (999_999_999_999, "1兆円"),
        (-1_234_000, "-123.4万円"),
    ],
)
@pytest.mark.usefixtures("japanese")
def test_format_short_uses_japanese_units(yen: int, text: str) -> None:
    assert format_short(Money(yen, "JPY")) == text


@pytest.mark.usefixtures("japanese")
def test_format_short_names_other_currencies_in_japanese() -> None:
    assert [format_short(Money(123_400_00, code)) for code in ("USD", "CHF")] == ["12.34万ドル", "12.34万 CHF"]


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(1_234_000, "JPY"), "¥1.23M"),
        (Money(450_000, "USD"), "$4,500"),
        (Money(45_678_00, "USD"), "$45,678"),
        (Money(9_999, "JPY"), "¥9,999"),
        (Money(12_345, "JPY"), "¥12,345"),
        (Money(12_000, "JPY"), "¥12K"),
        (Money(123_456, "JPY"), "¥123K"),
        (Money(999_94, "USD"), "$999.94"),
        (Money(999_999_99, "USD"), "$1M"),
        (Money(-12_345_678_900_00, "USD"), "-$12.3B"),
        (Money(350_000_000, "CHF"), "CHF 3.5M"),
    ],
)
def test_format_short_uses_english_units(money: Money, text: str) -> None:
    assert format_short(money) == text


@given(money=st.builds(Money, st.integers(-(10**12), 10**12), st.sampled_from(["JPY", "USD", "CHF"])))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_format_short_is_within_a_twentieth(language: str, money: Money) -> None:
    use_language(language)
    short = format_short(money).replace("T", "000B")
    rounded = parse_money(short, default_currency=money.currency, allow_negative=True)
    assert abs(rounded.minor - money.minor) * 20 <= abs(money.minor)


@pytest.mark.parametrize(
    ("environ", "currency"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "JPY"),
        ({"LANG": "en_US.UTF-8"}, "USD"),
        ({"LANG": "de_DE@euro"}, "EUR"),
        ({"LANG": "de_CH"}, "CHF"),
        ({"LANG": "en_GB"}, "GBP"),
        ({"LANG": "zh_Hant_TW.UTF-8"}, "TWD"),
        ({"LANG": "en_US", "LC_MONETARY": "de_AT", "LC_ALL": ""}, "EUR"),
        ({"LANG": "en_US", "LC_MONETARY": "de_AT", "LC_ALL": "ja_JP"}, "JPY"),
        ({"LANG": "ja_JP", "LC_ALL": "C.UTF-8"}, "JPY"),
        ({"LANG": "C.UTF-8"}, "USD"),
        ({"LANG": "es_419"}, "USD"),
        ({"LANG": "C", "PIPE_LANG": "ja"}, "JPY"),
        ({"LANG": "ja_JP", "PIPE_CURRENCY": "eur"}, "EUR"),
        ({}, "USD"),
    ],
)
def test_default_currency_follows_settings_then_locale(environ: dict[str, str], currency: str) -> None:
    assert default_currency(environ) == currency


@pytest.mark.usefixtures("japanese")
def test_default_currency_follows_the_language_where_no_region_is_known() -> None:
    assert default_currency({"LANG": "C.UTF-8"}) == "JPY"


def test_default_currency_refuses_a_setting_that_is_no_currency() -> None:
    with pytest.raises(UsageError, match="no currency"):
        default_currency({"PIPE_CURRENCY": "yen"})


def test_currency_code_is_read_in_any_case() -> None:
    assert currency_code(" jpy ") == "JPY"
