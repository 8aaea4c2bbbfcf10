"""What pages show of personal data: enough to recognise, too little to misuse."""

HIDDEN = "*"


def masked_identity_number(number: str) -> str:
    """The first six signs and the last two: ``511902**********1X``."""
    return _masked(number, first=6, last=2)


def masked_telephone(number: str) -> str:
    return _masked(number, first=3, last=4)


def masked_name(name: str) -> str:
    """The family name alone; of a name of three signs or more, the last one too."""
    return _masked(name, first=1, last=1 if len(name) > 2 else 0)


def masked_address(address: str) -> str:
    """The first six signs, which hold no more than the county."""
    return _masked(address, first=6, last=0)


def _masked(text: str, *, first: int, last: int) -> str:
    hidden = len(text) - first - last
    if hidden <= 0:
        return HIDDEN * len(text)
    return text[:first] + HIDDEN * hidden + (text[-last:] if last else "")
