"""What other programs, and people, write for a stage, a verdict, a kind of activity, yes and no."""

from collections.abc import Mapping

from pipeline_cli.domain.names import fold
from pipeline_cli.domain.stages import DEFAULT_KEYS
from pipeline_cli.domain.win_chance import stage_like
from pipeline_cli.importers.headers import plain

_STAGES = {
    "approach": "approach prospecting lead newlead new newdeal open cold appointmentscheduled "
    "新規 新規開拓 アプローチ 初回接触 リード 未着手 未対応 アプローチ中 アポ アポ取得 アポ獲得 アポ済",
    "potential": "potential qualification qualified qualifiedtobuy contacted contactmade discovery needsanalysis "
    "潜在 潜在客 ヒアリング ヒアリング中 ヒアリング済 初回訪問 初回商談 初回面談 課題ヒアリング 案件化 課題把握",
    "prospect": "prospect engaging engaged proposal proposalmade presentation presentationscheduled valueproposition "
    "proposalpricequote quote quotesent demo demoscheduled evaluation perceptionanalysis iddecisionmakers "
    "decisionmakerboughtin 見込み 見込 見込み客 見込客 提案 提案中 見積 見積中 見積提示 見積提示中 見積提出 見積提出済 "
    "見積提出済み 見積済 見積済み 提案済 提案済み 提案書提出 提案書提出済 検討中 検討 先方検討中 デモ デモ実施 商談中",
    "commit": "commit committed negotiation negotiations negotiationsstarted negotiationreview contractsent contract "
    "verbal verbalcommitment closing 契約待ち 内示 交渉 交渉中 クロージング 最終調整 "
    "クロージング中 最終交渉 条件交渉 口頭合意 内諾 内定 稟議中 稟議 契約手続中 契約手続き中",
    "won": "won closedwon win wins success 受注 受注済 受注済み 受注確定 成約 成約済 契約 契約済 契約済み 契約完了 "
    "成立",
    "lost": "lost closedlost loss lose failed disqualified 失注 失注済 失注済み 不成立 不採用 お断り 見送り 敗退",
    "parked": "parked onhold hold paused 保留 保留中 ペンディング 休止 長期 長期フォロー 中断 凍結 塩漬け",
    "open": "inprogress active working ongoing 進行中 対応中 継続 継続中 フォロー中 オープン",
}

_KINDS = {
    "call": "call phone phonecall telephone outboundcall inboundcall 電話 架電 通話 テレアポ",
    "meeting": "meeting appointment demo event videocall onlinemeeting zoom "
    "打合せ 打ち合わせ 面談 商談 会議 来社 web会議 オンライン商談",
    "visit": "visit onsite sitevisit fieldvisit 訪問 往訪 外訪",
    "email": "email mail incomingemail outgoingemail メール eメール",
    "chat": "chat sms line slack message whatsapp communication チャット ライン ショートメール",
    "note": "note memo comment メモ 備考 コメント",
}

_INBOUND = {
    "true": "inbound incoming in received 受信 着信 受電 インバウンド",
    "false": "outbound outgoing out dialled dialed 発信 架電 アウトバウンド",
}

_REACHED = {
    "true": "attended attendeddialled attendeddialed received answered connected completed reached held done success "
    "scheduledattended "
    "通話 接続 応答 完了 対応済 つながった",
    "false": "unattended unattendeddialled unattendeddialed missed noanswer notanswered unanswered busy voicemail "
    "leftvoicemail leftlivemessage wrongnumber failed canceled cancelled scheduled scheduledunattended "
    "不在 不通 不応答 留守 留守電 話し中 応答なし キャンセル 予定",
}

MISSED = frozenset(("missed", "不在着信"))
"""Calls of the customer that nobody took, as a direction."""


def _by_word(words: Mapping[str, str]) -> dict[str, str]:
    return {word: ours for ours, written in words.items() for word in fold(written).split()}


_MEANINGS: Mapping[str, Mapping[str, str]] = {
    "stage": _by_word(_STAGES),
    "state": _by_word(_STAGES),
    "kind": _by_word(_KINDS),
    "by": _by_word(_KINDS),
    "inbound": _by_word(_INBOUND) | dict.fromkeys(MISSED, "true"),
    "reached": _by_word(_REACHED),
}


def meaning(column: str, text: str) -> str | None:
    """Return our word for a text in a column of words; None where it is not known.

    A usual stage that is not in use is the one in use that is as near to a contract.
    """
    found = _MEANINGS.get(column, {}).get(plain(text))
    return stage_like(found) if found in DEFAULT_KEYS else found
