package dev.streamviewer.sandbox.pusher;

import dev.streamviewer.sandbox.wire.Hmac;

/** Checks the authorisation strings that an application hands to its page. */
final class ChannelAuth {
  private final PusherApp app;

  ChannelAuth(PusherApp app) {
    this.app = app;
  }

  boolean allowsPrivate(String auth, String socketId, ChannelName channel) {
    return Hmac.same(expected(socketId + ":" + channel), auth);
  }

  boolean allowsPresence(String auth, String socketId, ChannelName channel, String channelData) {
    return Hmac.same(expected(socketId + ":" + channel + ":" + channelData), auth);
  }

  boolean allowsSignin(String auth, String socketId, String userData) {
    return Hmac.same(expected(socketId + "::user::" + userData), auth);
  }

  private String expected(String signed) {
    return app.key() + ":" + Hmac.sha256(app.secret(), signed);
  }
}
