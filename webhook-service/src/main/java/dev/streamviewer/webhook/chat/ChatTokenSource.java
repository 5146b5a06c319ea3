package dev.streamviewer.webhook.chat;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.ChatToken;
import dev.streamviewer.platform.contract.auth.GetChatToken;
import io.vertx.core.Future;
import java.util.function.Function;

/** The token of one lender, asked for anew each time it is used, since it may end at any time. */
final class ChatTokenSource {
  private final Secret lender;
  private final Function<GetChatToken, Future<ChatToken>> tokens;
  private Secret last;

  /**
   * @param tokens asks the auth service
   */
  ChatTokenSource(Secret lender, Function<GetChatToken, Future<ChatToken>> tokens) {
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
        .apply(new GetChatToken(lender, rejected))
        .onSuccess(token -> last = token.token());
  }
}
