"""The road of an application, and that of an item of the year's catalogue.

Approval belongs to the province and the centre alone (R041, R044, R045): city and county study,
propose and report. What the province answers is recorded here with its document.
"""

from honours.applications.checks.judging import is_ready
from honours.applications.vocabulary import ApplicationState, EntryState
from honours.directory.vocabulary import Level, Role
from honours.kernel.lifecycle import Lifecycle, Move
from honours.notices.checks.standings import (
    no_objection_is_sustained,
    notice_is_over,
    objections_are_closed,
)

_S = ApplicationState

APPLICATION = Lifecycle(
    name="application",
    label="项目申报",
    initial=_S.DRAFT,
    moves=(
        Move(
            "submit",
            "提交负责人",
            _S.DRAFT,
            _S.SUBMITTED,
            Role.FILER,
            checks=(is_ready,),
        ),
        Move(
            "sign_to_county",
            "签字报县级",
            _S.SUBMITTED,
            _S.AT_COUNTY,
            Role.HEAD,
            apart_from=("submit",),
        ),
        Move(
            "sign_to_city",
            "签字报市级",
            _S.SUBMITTED,
            _S.AT_CITY,
            Role.HEAD,
            apart_from=("submit",),
        ),
        Move("examine_in_county", "县级审核", _S.AT_COUNTY, _S.COUNTY_EXAMINED, Role.EXAMINER),
        Move(
            "propose_for_county",
            "县级提出",
            _S.COUNTY_EXAMINED,
            _S.AT_CITY,
            Role.LEADER_IN_CHARGE,
            apart_from=("examine_in_county",),
        ),
        Move("study", "提出研究意见", _S.AT_CITY, _S.STUDIED, Role.EXAMINER, needs_reason=True),
        Move(
            "agree",
            "同意上报",
            _S.STUDIED,
            _S.AGREED,
            Role.LEADER_IN_CHARGE,
            apart_from=("study",),
        ),
        Move(
            "decline",
            "不予受理",
            _S.STUDIED,
            _S.DECLINED,
            Role.LEADER_IN_CHARGE,
            needs_reason=True,
            apart_from=("study",),
        ),
        Move("report", "报省", _S.AGREED, _S.REPORTED, Role.EXAMINER),
        Move("put_on_notice", "记录公示", _S.REPORTED, _S.ON_NOTICE, Role.EXAMINER),
        Move(
            "approve",
            "记录省批复（同意）",
            _S.ON_NOTICE,
            _S.APPROVED,
            Role.EXAMINER,
            checks=(notice_is_over, objections_are_closed, no_objection_is_sustained),
        ),
        Move(
            "refuse",
            "记录省批复（不同意）",
            _S.REPORTED,
            _S.REFUSED,
            Role.EXAMINER,
            needs_reason=True,
        ),
        Move(
            "refuse",
            "记录省批复（不同意）",
            _S.ON_NOTICE,
            _S.REFUSED,
            Role.EXAMINER,
            needs_reason=True,
        ),
        Move("publish", "列入年度目录", _S.APPROVED, _S.PUBLISHED, Role.EXAMINER),
    ),
    returners=(
        (_S.SUBMITTED, Role.HEAD),
        (_S.AT_COUNTY, Role.EXAMINER),
        (_S.COUNTY_EXAMINED, Role.LEADER_IN_CHARGE),
        (_S.AT_CITY, Role.EXAMINER),
        (_S.STUDIED, Role.LEADER_IN_CHARGE),
        (_S.AGREED, Role.EXAMINER),
        (_S.REPORTED, Role.EXAMINER),
        (_S.ON_NOTICE, Role.EXAMINER),
    ),
    desks=(
        (_S.AT_COUNTY, Level.COUNTY),
        (_S.COUNTY_EXAMINED, Level.COUNTY),
        *(
            (state, Level.CITY)
            for state in (
                _S.AT_CITY,
                _S.STUDIED,
                _S.AGREED,
                _S.REPORTED,
                _S.ON_NOTICE,
                _S.APPROVED,
            )
        ),
    ),
)

CATALOGUE_ENTRY = Lifecycle(
    name="catalogue_entry",
    label="年度目录项目",
    initial=EntryState.LISTED,
    moves=(
        Move("hold", "登记开展", EntryState.LISTED, EntryState.HELD, Role.FILER),
        Move(
            "explain",
            "书面说明未开展原因",
            EntryState.LISTED,
            EntryState.EXPLAINED,
            Role.HEAD,
            needs_reason=True,
        ),
        Move("leave", "退出", EntryState.LISTED, EntryState.LEFT, Role.EXAMINER),
    ),
)
