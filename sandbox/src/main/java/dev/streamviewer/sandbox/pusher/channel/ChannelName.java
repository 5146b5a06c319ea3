package dev.streamviewer.sandbox.pusher.channel;

import dev.streamviewer.sandbox.wire.ApiError;
import java.util.Optional;
import java.util.regex.Pattern;

/** A channel's name, whose prefix says which kind of channel it is. */
public record ChannelName(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_\\-=@,.;]{1,164}");

  public static Optional<ChannelName> parse(String value) {
    return FORM.matcher(value).matches() ? Optional.of(new ChannelName(value)) : Optional.empty();
  }

  public static ChannelName orRefuse(String value) {
    return parse(value)
        .orElseThrow(
            () ->
                new ApiError(
                    400,
                    "Invalid channel name: expected at most 164 characters of a-z, A-Z, 0-9 and"
                        + " _ - = @ , . ;"));
  }

  public boolean isPresence() {
    return value.startsWith("presence-");
  }

  /**
   * Whether an application must authorise each subscriber: private, encrypted and presence
   * channels.
   */
  public boolean needsAuth() {
    return value.startsWith("private-") || isPresence();
  }

  boolean isCache() {
    return value.startsWith("cache-")
        || value.startsWith("private-cache-")
        || value.startsWith("private-encrypted-cache-")
        || value.startsWith("presence-cache-");
  }

  public boolean allowsClientEvents() {
    return needsAuth() && !value.startsWith("private-encrypted-");
  }

  @Override
  public String toString() {
    return value;
  }
}
