package dev.streamviewer.sandbox.pusher.channel;

import dev.streamviewer.sandbox.wire.HmacSignature;

/** Checks the authorisation strings that an application gives to its page. */
public final class ChannelAuth {
  private final PusherApp app;

  public ChannelAuth(PusherApp app) {
    this.app = app;
  }

  public boolean allowsPrivate(String auth, String socketId, ChannelName channel) {
    return HmacSignature.same(expected(socketId + ":" + channel), auth);
  }

  public boolean allowsPresence(
      String auth, String socketId, ChannelName channel, String channelData) {
    return HmacSignature.same(expected(socketId + ":" + channel + ":" + channelData), auth);
  }

  public boolean allowsSignin(String auth, String socketId, String userData) {
    return HmacSignature.same(expected(socketId + "::user::" + userData), auth);
  }

  private String expected(String signed) {
    return app.key() + ":" + HmacSignature.sha256(app.secret(), signed);
  }
}
