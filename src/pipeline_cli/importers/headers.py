"""What other programs, and people, call the project's columns, in English and Japanese.

The names of one column stand in order: where a file has several of them, the first is taken, and columns that hold
several texts, such as phones, take all. Each name is written as ``plain`` returns it.
"""

import re
from collections.abc import Mapping

from pipeline_cli.domain.names import fold

_NOT_LETTERS = re.compile(r"[\W_]+")
_PREFIXES = re.compile(r"(property|hs)(?=[^\W_]{4,})")
_PREFIXES_OF_DEALS = re.compile(r"(property|hs|deal|opportunity)(?=[^\W_]{4,})")

SEVERAL = frozenset(("phones", "emails", "tags"))
"""Columns that take what several columns of a file hold."""

NAME_PARTS = ("family_name", "given_name", "family_reading", "given_reading")
"""Columns of customers that are joined: a name and a reading written in two parts."""

CARD = ("contact", "phones", "emails", "reading", "memo")
"""Columns of a list of deals that go to the customer's card."""

STEP = ("due_at", "by", "why")
"""Columns of a list of deals that make the deal's next step."""

BESIDE_DEALS = (*CARD, *STEP)

OPEN_PERSON = frozenset(("担当者", "担当"))
"""Names of a column that holds either whom one speaks to at the customer's, or who of one's own looks after them."""

ONLY_NAME = "only_name"
"""Stands for what is a customer's name only where nothing else is one, such as the company's."""

_PERSON = {
    "ref": "ref id contactid customerid accountid companyid recordid clientid leadid externalid recordno no "
    "顧客番号 顧客id 顧客コード 得意先コード 会員番号 お客様番号 取引先id 取引先責任者id 会社id 管理番号 番号 コード",
    "name": "name fullname contactname customername clientname displayname 氏名 名前 お名前 お客様名 顧客名",
    "family_name": "lastname familyname surname last 姓 苗字 名字",
    "given_name": "firstname givenname first 名",
    "family_reading": "カナ姓 姓カナ セイ 姓フリガナ 姓かな せい 姓よみ",
    "given_reading": "カナ名 名カナ メイ 名フリガナ 名かな めい 名よみ",
    ONLY_NAME: "customer client contact account accountname company companyname firm firmname organization "
    "organisation organizationname organisationname 担当者名 先方担当者 取引先責任者 取引先名 得意先名 会社名 企業名 "
    "法人名 社名 会社 企業 取引先 得意先",
    "reading": "reading フリガナ ふりがな カナ かな ヨミガナ よみがな 読み 読み仮名 カナ氏名 氏名カナ "
    "氏名フリガナ 顧客名カナ phoneticname",
    "company": "company companyname account accountname firm firmname organization organisation organizationname "
    "organisationname associatedcompany employer 会社名 会社 企業名 法人名 社名 勤務先 所属 取引先名 取引先",
    "phones": "phones phone phonenumber tel telephone telephonenumber telephonework mobile mobilephone cell cellphone "
    "phonework phonehome phoneother workphone homephone otherphone businessphone "
    "電話番号 電話 tel番号 携帯電話番号 携帯番号 携帯電話 携帯 固定電話 代表電話 連絡先電話番号",
    "emails": "emails email emailaddress mail mailaddress emailwork emailhome emailother workemail homeemail email1 "
    "email2 primaryemail メールアドレス mailアドレス eメール eメールアドレス メール 電子メール アドレスメール",
    "tags": "tags tag labels label タグ ラベル",
    "memo": "memo note notes description background comment comments remarks メモ 備考 コメント 特記事項 説明",
    "created_at": "createdat created createdate createddate datecreated creationdate firstseen registeredat addedon "
    "作成日 作成日時 登録日 登録日時 顧客登録日",
}

_DEAL = {
    "ref": "ref id dealid opportunityid recordid 商談id 案件id 商談番号 案件番号 案件コード 管理番号 レコード番号 番号 "
    "no",
    "customer_ref": "customerref customerid contactid accountid companyid clientid associatedcontactid "
    "associatedcompanyid 顧客id 顧客番号 顧客コード 取引先id 会社id",
    "customer": "customer customername account accountname company companyname associatedcompany client clientname "
    "firm firmname organization organisation organizationname associatedcompanyname associatedcompanyprimary "
    "primaryassociatedcompany contact contactname contactperson associatedcontact 会社名 顧客名 取引先名 得意先名 "
    "企業名 法人名 社名 顧客企業 取引先 得意先 お客様名 顧客 会社 企業 氏名 名前 担当者名 先方担当者",
    "title": "title dealname deal opportunityname opportunity dealtitle name product productname subject "
    "商談名 案件名 件名 商品 商品名 製品 商材 案件",
    "stage": "stage dealstage stagename salesstage pipelinestage opportunitystage phase salesphase "
    "段階 ステージ フェーズ 商談ステージ 商談フェーズ 営業フェーズ 案件フェーズ 営業段階 "
    "商談段階 案件段階 進捗",
    "state": "state status dealstatus opportunitystatus ステータス 状態 状況 結果 商談結果 商談ステータス "
    "案件ステータス 商談状況 案件状況 受注失注",
    "value": "value amount dealamount dealvalue closevalue price opportunityamount totalvalue expectedrevenue "
    "金額 受注金額 商談金額 売上 見込金額 見込み金額 予定金額 案件金額 契約金額 "
    "見積金額 見積額 受注額 合計金額 合計費用",
    "currency": "currency currencycode currencyisocode currencyofvalue 通貨",
    "profit": "profit grossprofit margin 粗利 粗利益 利益 粗利額",
    "mrr": "mrr monthlyrecurringrevenue 月額 月次収益",
    "source": "source leadsource originalsource channel origin リードソース 流入元 流入経路 リード元 "
    "獲得経路 媒体 経路",
    "owner": "owner dealowner opportunityowner ownername salesagent salesrep salesperson rep assignedto ownerid "
    "担当 担当者 営業担当 営業担当者 案件担当者名 案件担当者 商談担当者 商談所有者 所有者 自社担当",
    "tags": "tags tag labels label タグ ラベル",
    "opened_at": "openedat opendate opened createdate createddate created createdat datecreated creationdate "
    "createdtime dealcreated engagedate startdate 受付日 問合せ日 問い合わせ日 引合日 "
    "開始日 作成日 作成日時 発生日 登録日 商談開始日 案件発生日 起票日",
    "closed_at": "closedat dealclosedon closedon closedate closingdate closeddate dateclosed actualclosedate wondate "
    "lostdate enddate 完了日 終了日 受注日 失注日 成約日 クローズ日 完了予定日 受注予定日 クローズ予定日 受注見込日 "
    "見込み時期 見込時期",
    "lost_reason": "lostreason lossreason closedlostreason reasonlost reasonforloss 失注理由 敗因 失注原因",
    "parked_until": "parkeduntil",
    "concern": "concern concerns objection objections 懸念 懸念点 不安 課題",
    "if_solved": "ifsolved",
    "decides_on": "decideson decisiondate expecteddecision expectedclosedate 決定予定日 決裁日 判断予定日",
}

_ACTIVITY = {
    "ref": "ref id activityid callid engagementid taskid eventid recordid 活動id 番号 no",
    "deal_ref": "dealref dealid opportunityid whatid 商談id 案件id 商談番号 案件番号",
    "customer_ref": "customerref customerid contactid accountid companyid clientid whoid "
    "顧客id 顧客番号 顧客コード 取引先id",
    "customer": "customer customername contact contactname account accountname company companyname client clientname "
    "callto 顧客名 会社名 取引先名 企業名 お客様名 顧客 氏名 名前 取引先 相手先 訪問先",
    "at": "at ts timestamp hstimestamp datetime starttime callstarttime startedat startdatetime activitydate "
    "activitydatetime calldate calltime date when occurredat createdat createdate "
    "日時 活動日時 活動日 商談日 商談日時 通話日時 開始日時 実施日 実施日時 訪問日 訪問日時 日付 対応日 対応日時",
    "kind": "kind activitytype engagementtype eventtype tasksubtype type 種別 活動種別 活動種類 種類 対応方法 手段",
    "inbound": "inbound direction calldirection calltype incoming type 方向 発着信 受発信",
    "reached": "reached callstatus calloutcome outcome disposition calldisposition status result callresult "
    "結果 通話結果 ステータス 応対結果",
    "minutes": "minutes durationminutes durationmin durationinminutes 分 所要時間分 時間分",
    "seconds": "seconds durationseconds durationinseconds calldurationinseconds durationsec durations callduration "
    "duration dur 通話時間 通話秒数 秒数",
    "note": "note notes body description comment comments content subject summary memo "
    "内容 メモ 備考 活動内容 コメント 報告 商談内容 対応内容 件名",
    "helped": "helped",
    "thanked": "thanked",
    "appointment": "appointment アポ アポイント アポ獲得",
    "valid": "valid 有効",
}

_STEP = {
    "ref": "ref id",
    "deal_ref": "dealref dealid opportunityid 商談id 案件id",
    "due_at": "dueat duedate due nextcontactdate nextactivitydate 期限 予定日 次回予定 次回連絡日",
    "by": "by channel 手段",
    "why": "why reason subject 用件 件名",
    "agreed": "agreed 合意",
    "waiting": "waiting 返事待ち",
}

_STAGE = {
    "deal_ref": "dealref dealid opportunityid 商談id 案件id",
    "stage": "stage dealstage stagename phase 段階 ステージ フェーズ",
    "at": "at date timestamp createddate enteredat 日時 日付",
    "state": "state",
}


def _listed(names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {column: tuple(fold(written).split()) for column, written in names.items()}


_CONTACT = (
    "contact contactname contactperson primarycontact associatedcontact "
    "先方担当者 先方担当者名 先方担当 先方ご担当者 ご担当者 ご担当者名 お客様担当者 客先担当者 顧客担当者 顧客担当者名 "
    "担当者名 取引先責任者 取引先責任者名 窓口 窓口担当者"
)
_REMARKS = "memo memos note notes comment comments remark remarks メモ 備考 備考欄 コメント 特記事項 摘要"
_NEXT = {
    "due_at": "dueat nextcontact nextcontactdate nextactivitydate nextactivity nextcall nextcalldate nextstepdate "
    "nextactiondate nextmeeting nextmeetingdate nextfollowup nextfollowupdate followup followupdate followupon "
    "次回 次回日 次回日時 "
    "次回連絡日 次回連絡日時 次回連絡 次回連絡予定日 次回連絡予定 次回コンタクト 次回コンタクト日 次回予定 次回予定日 "
    "次回日程 次回活動日 次回アクション日 次回アクション予定日 次回対応日 次回訪問日 次回訪問予定日 次回訪問 "
    "次回商談日 次回架電日 次回打合せ日 次回アポ 次回アポ日 次回フォロー日 次回フォロー 次回約束日 次のアクション日 "
    "ネクストアクション日 次の一手日 次の一手日時 次の一手期限",
    "by": "nextchannel nextcontactby 次回連絡方法 次回連絡手段 次回手段 次回方法",
    "why": "nextstep nextaction nextsteps 次回アクション 次アクション 次のアクション ネクストアクション 次回内容 "
    "次回アクション内容 次回用件 次回の用件 次の一手 次の一手内容 次の一手用件",
}
_NEXT_BELOW = {
    "due_at": "date datetime day when due duedate on 日時 日付 日 月日 期限 期日 予定日 予定 いつ",
    "by": "by channel how kind type method 方法 手段 種別 連絡方法 連絡手段",
    "why": "why reason what about action content details subject topic note notes purpose "
    "内容 用件 件名 目的 アクション 詳細 備考 メモ",
}


NAMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "customers": _listed(_PERSON),
    "deals": _listed(_DEAL)
    | _listed({"contact": _CONTACT, **{name: _PERSON[name] for name in ("reading", "phones", "emails")}, **_NEXT})
    | _listed({"memo": _REMARKS}),
    "activities": _listed(_ACTIVITY),
    "next_steps": _listed(_STEP),
    "stages": _listed(_STAGE),
}
"""For each table, what each of its columns may be called."""

STEP_BELOW: Mapping[str, tuple[str, ...]] = _listed(_NEXT_BELOW)
"""What the columns of a next step may be called where a merged cell above them says that they are its."""


def plain(header: str) -> str:
    """Return a header as it is compared: folded, nothing but letters and figures."""
    return _NOT_LETTERS.sub("", fold(header))


def spellings(header: str, table: str) -> tuple[str, ...]:
    """Return a header as it is compared, and without what one program puts before all of its names.

    The name of a deal is no customer's, so that such a prefix goes from deals' columns alone.
    """
    whole = plain(header)
    prefixes = _PREFIXES if table == "customers" else _PREFIXES_OF_DEALS
    bare = whole[found.end() :] if (found := prefixes.match(whole)) else whole
    return (whole, bare) if bare != whole else (whole,)
