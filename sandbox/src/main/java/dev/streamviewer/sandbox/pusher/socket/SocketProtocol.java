package dev.streamviewer.sandbox.pusher.socket;

import dev.streamviewer.sandbox.pusher.channel.ChannelAuth;
import dev.streamviewer.sandbox.pusher.channel.ChannelName;
import dev.streamviewer.sandbox.pusher.channel.ChannelOccupancyReports;
import dev.streamviewer.sandbox.pusher.channel.PresenceMember;
import dev.streamviewer.sandbox.pusher.channel.PusherChannel;
import dev.streamviewer.sandbox.pusher.channel.PusherChannels;
import dev.streamviewer.sandbox.pusher.channel.PusherCloseCode;
import dev.streamviewer.sandbox.pusher.channel.PusherConnection;
import dev.streamviewer.sandbox.pusher.channel.PusherFrames;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Optional;

/** Answers the frames of a page: the server's side of protocol 7. */
public final class SocketProtocol {
  private static final int MAX_MEMBERS = 100;
  private static final int MAX_USER_ID = 128;
  private static final int MAX_CHANNEL_DATA = 1024;
  private static final String PONG = "{\"event\":\"pusher:pong\",\"data\":\"{}\"}";

  private final PusherChannels channels;
  private final ChannelAuth auth;
  private final ClientEvents clientEvents;

  public SocketProtocol(
      PusherChannels channels, ChannelAuth auth, ChannelOccupancyReports occupancy, Clock clock) {
    this.channels = channels;
    this.auth = auth;
    this.clientEvents = new ClientEvents(channels, occupancy, clock);
  }

  void handle(PusherConnection connection, String text) {
    var frame = parse(text);
    var event = frame.getValue("event") instanceof String name ? name : "";
    switch (event) {
      case "pusher:ping" -> connection.send(PONG);
      case "pusher:pong" -> {}
      case "pusher:subscribe" -> subscribe(connection, data(frame));
      case "pusher:unsubscribe" -> channels.leave(connection, text(data(frame), "channel"));
      case "pusher:signin" -> signIn(connection, data(frame));
      case "" -> connection.error(null, "Malformed message: JSON with an event is expected");
      default -> {
        if (event.startsWith("client-")) {
          clientEvents.relay(connection, event, frame);
        } else {
          connection.error(null, "Unknown event: " + event);
        }
      }
    }
  }

  private void subscribe(PusherConnection connection, JsonObject data) {
    var name = ChannelName.parse(text(data, "channel"));
    if (name.isEmpty()) {
      connection.error(null, "Invalid channel name");
    } else if (connection.isOn(name.get().value())) {
      connection.error(null, "Existing subscription to channel " + name.get());
    } else if (!connection.mayJoin()) {
      connection.error(null, "Too many channels on one connection");
    } else if (name.get().isPresence()) {
      subscribePresence(connection, name.get(), data);
    } else if (name.get().needsAuth()
        && !auth.allowsPrivate(text(data, "auth"), connection.socketId(), name.get())) {
      refuse(connection, name.get(), "The connection is not authorized for this channel");
    } else {
      channels.join(connection, name.get(), Optional.empty());
    }
  }

  private void subscribePresence(PusherConnection connection, ChannelName name, JsonObject data) {
    var channelData = text(data, "channel_data");
    if (!auth.allowsPresence(text(data, "auth"), connection.socketId(), name, channelData)) {
      refuse(connection, name, "The connection is not authorized for this channel");
      return;
    }
    var member = parse(channelData);
    var userId = member.getValue("user_id") == null ? "" : member.getValue("user_id").toString();
    if (userId.isEmpty()
        || userId.length() > MAX_USER_ID
        || channelData.length() > MAX_CHANNEL_DATA) {
      refuse(connection, name, "channel_data needs a user_id and must stay under 1 KB");
    } else if (isFull(name, userId)) {
      refuse(connection, name, "Presence channels hold at most %d members".formatted(MAX_MEMBERS));
    } else {
      var info = member.getValue("user_info");
      channels.join(connection, name, Optional.of(new PresenceMember(userId, info)));
    }
  }

  private boolean isFull(ChannelName name, String userId) {
    return channels
        .find(name.value())
        .map(PusherChannel::members)
        .filter(members -> members.size() >= MAX_MEMBERS && !members.containsKey(userId))
        .isPresent();
  }

  private static void refuse(PusherConnection connection, ChannelName name, String reason) {
    connection.send(PusherFrames.subscriptionError(name.value(), reason));
  }

  private void signIn(PusherConnection connection, JsonObject data) {
    var userData = text(data, "user_data");
    var id = parse(userData).getValue("id");
    if (id == null || !auth.allowsSignin(text(data, "auth"), connection.socketId(), userData)) {
      connection.error(PusherCloseCode.UNAUTHORISED.code, PusherCloseCode.UNAUTHORISED.reason);
      connection.close(PusherCloseCode.UNAUTHORISED);
      return;
    }
    connection.signedIn(id.toString());
    connection.send(
        PusherFrames.event("pusher:signin_success", new JsonObject().put("user_data", userData)));
  }

  private static JsonObject data(JsonObject frame) {
    var data = frame.getValue("data");
    if (data instanceof JsonObject object) {
      return object;
    }
    return data instanceof String text ? parse(text) : new JsonObject();
  }

  private static String text(JsonObject json, String key) {
    return json.getValue(key) instanceof String text ? text : "";
  }

  private static JsonObject parse(String text) {
    try {
      return new JsonObject(text);
    } catch (DecodeException malformed) {
      return new JsonObject();
    }
  }
}
