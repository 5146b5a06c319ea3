package dev.streamviewer.auth.login;

import dev.streamviewer.platform.contract.auth.LoginResult;
import dev.streamviewer.platform.contract.auth.LoginResult.Outcome;
import java.util.Optional;

/** Ends a sign-in with an outcome that the page explains. */
final class LoginRejected extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Outcome outcome;
  private final transient LoginState login;

  /**
   * @param login the sign-in if it is genuine, or null
   * @param why the reason for the log, without secrets
   */
  LoginRejected(Outcome outcome, LoginState login, String why) {
    super(why, null, false, false);
    this.outcome = outcome;
    this.login = login;
  }

  Outcome outcome() {
    return outcome;
  }

  /** Returns the sign-in of a failure whose callback was used before. */
  static Optional<LoginState> replayed(Throwable failure) {
    return failure instanceof LoginRejected rejected && rejected.outcome == Outcome.REPLAYED
        ? Optional.of(rejected.login)
        : Optional.empty();
  }

  LoginResult result() {
    return new LoginResult(outcome, null, login == null ? null : login.streamer());
  }
}
