"""Close codes of RFC 6455, section 7.4, and which of them a relay hands on."""

from dataclasses import dataclass

NORMAL = 1000
GOING_AWAY = 1001
NO_CODE = 1005
ABNORMAL = 1006
POLICY_VIOLATION = 1008
TOO_LARGE = 1009
TRY_AGAIN_LATER = 1013
# The upstream is restarting, overloaded, broken or gone: another connection may find it well.
TRANSIENT = frozenset({GOING_AWAY, ABNORMAL, 1011, 1012, TRY_AGAIN_LATER, 1014})
LONGEST_REASON_BYTES = 123


@dataclass(frozen=True)
class Close:
    code: int
    reason: str = ""

    @property
    def transient(self) -> bool:
        return self.code in TRANSIENT

    def sendable(self) -> "Close":
        """1005 and 1006 say that no close frame came; neither may stand in one."""
        code = {NO_CODE: NORMAL, ABNORMAL: GOING_AWAY}.get(self.code, self.code)
        if not (1000 <= code <= 1003 or 1007 <= code <= 1014 or 3000 <= code <= 4999):
            code = GOING_AWAY
        reason = self.reason.encode()[:LONGEST_REASON_BYTES].decode(errors="ignore")
        return Close(code, reason)
