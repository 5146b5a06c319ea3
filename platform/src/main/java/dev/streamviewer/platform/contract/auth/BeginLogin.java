package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.record.OptionalField;
import java.util.List;

/**
 * Starts a sign-in.
 *
 * @param browser proof that this browser began an earlier sign-in, or null
 * @param streamer the streamer to open afterwards, or null
 * @param switchAccount whether Twitch should ask which account to use
 * @param ownChannel whether to ask for consent to the private events of the viewer's own channel
 * @param chat whether to ask for consent to read chat as the viewer
 * @param groups the groups of private events to ask for; all if empty
 * @param follows whether to ask for consent to list the channels that the viewer follows
 */
public record BeginLogin(
    @OptionalField String browser,
    @OptionalField String streamer,
    boolean switchAccount,
    boolean ownChannel,
    boolean chat,
    @OptionalField List<String> groups,
    boolean follows) {

  public BeginLogin {
    groups = groups == null ? List.of() : List.copyOf(groups);
  }

  /** Asks for all groups of private events, if for any. */
  public BeginLogin(
      String browser, String streamer, boolean switchAccount, boolean ownChannel, boolean chat) {
    this(browser, streamer, switchAccount, ownChannel, chat, List.of(), false);
  }
}
