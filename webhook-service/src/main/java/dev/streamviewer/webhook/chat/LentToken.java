package dev.streamviewer.webhook.chat;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.ChatToken;
import dev.streamviewer.platform.contract.LendChatToken;
import dev.streamviewer.platform.contract.Secret;
import io.vertx.core.Future;
import java.util.function.Function;

/** The token of one lender, asked for anew each time it is used, since it may end at any time. */
final class LentToken {
  private final Secret lender;
  private final Function<LendChatToken, Future<ChatToken>> tokens;
  private Secret last;

  /**
   * @param tokens asks the auth service
   */
  LentToken(Secret lender, Function<LendChatToken, Future<ChatToken>> tokens) {
    this.lender = lender;
    this.tokens = tokens;
  }

  Future<ChatToken> get() {
    return ask(null);
  }

  /** Another one, since Twitch rejected the last; fails if there is none. */
  Future<ChatToken> renewed() {
    return ask(last);
  }

  /** Whether a failure means that there is no consent any more. */
  static boolean isGone(Throwable failure) {
    return failure instanceof BusFailure bus
        && (bus.reason() == Reason.UNAUTHENTICATED || bus.reason() == Reason.FORBIDDEN);
  }

  private Future<ChatToken> ask(Secret rejected) {
    return tokens
        .apply(new LendChatToken(lender, rejected))
        .onSuccess(token -> last = token.token());
  }
}
