"""Words for work in the background."""

from honours.kernel.terms import Term


class JobState(Term):
    WAITING = "waiting", "排队中"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "未完成"
