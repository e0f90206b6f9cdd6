"""``flask create-moderator``: the first moderator, and any other."""

from __future__ import annotations

import click
from email_validator import EmailNotValidError, validate_email

from jobboard import clock, settings
from jobboard.domain.errors import RuleError
from jobboard.domain.permissions import AccountKind
from jobboard.domain.sign_in import SecurityAct, TokenPurpose, normal_address
from jobboard.extensions import db
from jobboard.letters.account import reset_path
from jobboard.models import Account
from jobboard.queries.accounts import account_by_email
from jobboard.services import account_tokens
from jobboard.services.accounts import create_confirmed_account
from jobboard.services.passwords import check_new_password
from jobboard.services.security_log import note


@click.command("create-moderator")
@click.argument("email")
@click.option("--name", default="", help="The moderator's name.")
@click.option("--ask-password", is_flag=True, help="Ask for a password instead of giving a link.")
def create_moderator(email: str, name: str, ask_password: bool) -> None:
    """Make a moderator's account for EMAIL, or say that there is one."""
    address = _checked_address(email)
    account = account_by_email(address)
    if account is None:
        account = _create(address, name, _asked_password(address) if ask_password else "")
        click.echo(f"Created the moderator {address}.")
    elif account.kind != AccountKind.MODERATOR:
        raise click.ClickException(f"{address} has an account of another kind: {account.kind}.")
    else:
        click.echo(f"The moderator {address} exists.")
    if account.password_hash:
        click.echo("A password is set; nothing else was changed.")
    else:
        _give_link(account)
    db.session.commit()


def _checked_address(email: str) -> str:
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError as error:
        raise click.ClickException(f"{email} is not an e-mail address: {error}") from error
    return normal_address(email)


def _asked_password(address: str) -> str:
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        check_new_password(password, (address,))
    except RuleError as error:
        raise click.ClickException(error.message) from error
    return password


def _create(address: str, name: str, password: str) -> Account:
    now = clock.now()
    account = create_confirmed_account(AccountKind.MODERATOR, address, password, name, now)
    note(SecurityAct.MODERATOR_CREATED, account.id, now)
    return account


def _give_link(account: Account) -> None:
    token = account_tokens.issue(account, TokenPurpose.RESET_PASSWORD, clock.now())
    click.echo("Choose a password within 1 hour, by this link, which works once:")
    click.echo(settings.current().base_url + reset_path(token))
