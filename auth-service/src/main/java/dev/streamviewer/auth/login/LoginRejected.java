package dev.streamviewer.auth.login;

import dev.streamviewer.platform.contract.auth.LoginResult.Outcome;

/** Ends a sign-in with an outcome that the page explains. */
final class LoginRejected extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Outcome outcome;

  /**
   * @param why the reason for the log, without secrets
   */
  LoginRejected(Outcome outcome, String why) {
    super(why, null, false, false);
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }
}
