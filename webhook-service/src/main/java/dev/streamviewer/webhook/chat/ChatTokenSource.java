package dev.streamviewer.webhook.chat;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.ChatToken;
import dev.streamviewer.platform.contract.auth.GetChatToken;
import io.vertx.core.Future;
import java.util.function.Function;

/**
 * Supplies a token owner's token, requested anew for each use, because a token may end at any time.
 */
final class ChatTokenSource {
  private final Secret sessionHandle;
  private final Function<GetChatToken, Future<ChatToken>> tokens;
  private Secret lastToken;

  /**
   * @param tokens requests a token from the auth service
   */
  ChatTokenSource(Secret sessionHandle, Function<GetChatToken, Future<ChatToken>> tokens) {
    this.sessionHandle = sessionHandle;
    this.tokens = tokens;
  }

  Future<ChatToken> get() {
    return ask(null);
  }

  /** Requests a replacement for the token that Twitch rejected; fails if there is none. */
  Future<ChatToken> renewed() {
    return ask(lastToken);
  }

  /** Whether a failure means that the consent is gone. */
  static boolean isConsentGone(Throwable failure) {
    return failure instanceof BusFailure bus
        && (bus.reason() == Reason.UNAUTHENTICATED || bus.reason() == Reason.FORBIDDEN);
  }

  private Future<ChatToken> ask(Secret rejected) {
    return tokens
        .apply(new GetChatToken(sessionHandle, rejected))
        .onSuccess(token -> lastToken = token.token());
  }
}
