"""What to do first, where there is no store yet."""

from pipeline_cli.i18n import t


def first_steps() -> str:
    """Return three lines: that nothing is lost, the first contact, and where else to begin."""
    return "\n".join(
        (
            t("There is no store yet; the first contact that you write down makes it:"),
            t('  pipe log "Aoki Foods" "likes the demo, the price is the worry" --next "tue 14:00"'),
            t('"pipe import FILE" brings your customers along; "pipe demo" lets you look around in a made-up store.'),
        )
    )
