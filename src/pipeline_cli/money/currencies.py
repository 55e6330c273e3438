"""Which currency a code, a sign, a word or a locale stands for."""

from collections.abc import Mapping
from functools import cache

from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import language, t
from pipeline_cli.money.refusal import UnreadableError, quotable

_CODES = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD "
    "CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
    "GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT "
    "LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR "
    "NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP "
    "STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG "
    "XOF XPF YER ZAR ZMW ZWG"
)
"""ISO 4217, without metals, funds and test codes; with the lev and the guilder, for deals of their time."""

_OTHER_REGIONS = {
    "AUD": "CC CX HM KI NF NR TV",
    "CHF": "LI",
    "DKK": "FO GL",
    "EUR": (
        "AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM TF VA XK YT"
    ),
    "GBP": "GG IM JE UK",
    "ILS": "PS",
    "MAD": "EH",
    "NOK": "BV SJ",
    "NZD": "CK NU PN TK",
    "USD": "AS BQ EC FM GU IO MH MP PR PW SV TC TL UM VG VI",
    "XAF": "CF CG CM GA GQ TD",
    "XCD": "AG AI DM GD KN LC MS VC",
    "XCG": "CW SX",
    "XOF": "BF BJ CI GW ML NE SN TG",
    "XPF": "NC PF WF",
}
"""The regions whose currency's code doesn't start with their own, as ISO 4217 codes otherwise do."""

SIGNS = {
    "AUD": "A$",
    "BRL": "R$",
    "CAD": "CA$",
    "CNY": "CN¥",
    "EUR": "€",
    "GBP": "£",
    "HKD": "HK$",
    "INR": "₹",
    "JPY": "¥",
    "KRW": "₩",
    "NZD": "NZ$",
    "SGD": "S$",
    "TWD": "NT$",
    "USD": "$",
    "VND": "₫",
}
"""What is written before an amount; other currencies have their code and a blank."""

JAPANESE_NAMES = {"JPY": "円", "USD": "ドル", "EUR": "ユーロ", "GBP": "ポンド", "CNY": "元", "KRW": "ウォン"}

_DOLLARS = ("USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP")

_SHARED = {
    "$": _DOLLARS,
    "dollar": _DOLLARS,
    "dollars": _DOLLARS,
    "ドル": _DOLLARS,
    "¥": ("JPY", "CNY"),
    "元": ("CNY", "TWD"),
}
"""Signs and words of several currencies, the likeliest first."""

_ALIASES = {
    "\\": "JPY",  # cp932 has the yen sign where ASCII has the backslash
    "yen": "JPY",
    "us$": "USD",
    "米ドル": "USD",
    "au$": "AUD",
    "c$": "CAD",
    "euro": "EUR",
    "euros": "EUR",
    "人民元": "CNY",
    "rmb": "CNY",
    "fr.": "CHF",
    "฿": "THB",
    "₱": "PHP",
    "₪": "ILS",
    "₺": "TRY",
    "₽": "RUB",
    "₴": "UAH",
    "zł": "PLN",
    "kč": "CZK",
}


def currency_name(currency: str) -> str:
    """Return what a currency is called: its code, in Japanese its name where it has a usual one."""
    return JAPANESE_NAMES.get(currency, currency) if language() == "ja" else currency


def currency_code(text: str) -> str:
    """Return a currency's ISO 4217 code in capitals.

    Raises:
        UsageError: there is no such currency.
    """
    code = text.strip().upper()
    if code in _CODES.split():
        return code
    raise UsageError(
        t('There is no currency "{code}".', code=quotable(text)),
        hint=t("Write its ISO 4217 code, such as JPY, USD or EUR."),
    )


def default_currency(environ: Mapping[str, str], configured: str | None = None) -> str:
    """Return the currency meant where none is named: as set, or of the locale's region, or of the language.

    Args:
        environ: PIPE_CURRENCY goes before the configuration, and that before the locale.
        configured: what the configuration says, if anything.

    Raises:
        UsageError: PIPE_CURRENCY names no currency.
    """
    if chosen := environ.get("PIPE_CURRENCY", "").strip():
        return currency_code(chosen)
    if configured:
        return configured
    for variable in ("LC_ALL", "LC_MONETARY", "LANG"):
        if code := _currency_of_locale(environ.get(variable, "")):
            return code
    return "JPY" if "ja" in (environ.get("PIPE_LANG"), language()) else "USD"


def _currency_of_locale(locale: str) -> str | None:
    """Return the currency of a locale such as ``de_CH.UTF-8``; None where it names no region."""
    parts = locale.partition(".")[0].partition("@")[0].replace("-", "_").split("_")
    region = parts[-1].upper() if len(parts) > 1 else ""
    for code, regions in _OTHER_REGIONS.items():
        if region in regions.split():
            return code
    return next((code for code in _CODES.split() if code[:2] == region), None)


@cache
def names() -> dict[str, tuple[str, ...]]:
    """Return the signs and words for currencies, case folded, each with what it may mean."""
    single = {name.casefold(): code for table in (SIGNS, JAPANESE_NAMES) for code, name in table.items()}
    return {name: (code,) for name, code in (single | _ALIASES).items()} | _SHARED


def agreed_currency(before: str, after: str, default: str) -> str:
    """Return the one currency that the signs around a figure can both mean.

    Args:
        before: a case folded sign, word or code, or "".
        after: the same, behind the figure.
        default: what is meant where there is none, and wherever it is one of several.

    Raises:
        UnreadableError: one of them is no currency, or they differ.
    """
    if not before and not after:
        return default
    possible = [code for code in _meanings(before or after) if code in _meanings(after or before)]
    if not possible:
        raise UnreadableError(t("It names two currencies."))
    return default if default in possible else possible[0]


def _meanings(name: str) -> tuple[str, ...]:
    """Return the currencies that a sign, word or code may mean."""
    if name in names():
        return names()[name]
    if name.upper() in _CODES.split():
        return (name.upper(),)
    raise UnreadableError(t('There is no currency "{code}".', code=name.upper()))
