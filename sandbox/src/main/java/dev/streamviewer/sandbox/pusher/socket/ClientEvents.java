package dev.streamviewer.sandbox.pusher.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.sandbox.pusher.channel.ChannelName;
import dev.streamviewer.sandbox.pusher.channel.ChannelOccupancyReports;
import dev.streamviewer.sandbox.pusher.channel.PublishRequest;
import dev.streamviewer.sandbox.pusher.channel.PusherChannels;
import dev.streamviewer.sandbox.pusher.channel.PusherConnection;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.Clock;

/** Forwards events from one page to the others, only on channels that require authorisation. */
final class ClientEvents {
  private static final int RATE_EXCEEDED = 4301;

  private final PusherChannels channels;
  private final ChannelOccupancyReports occupancy;
  private final Clock clock;

  ClientEvents(PusherChannels channels, ChannelOccupancyReports occupancy, Clock clock) {
    this.channels = channels;
    this.occupancy = occupancy;
    this.clock = clock;
  }

  void relay(PusherConnection from, String event, JsonObject frame) {
    var name = ChannelName.parse(frame.getString("channel", ""));
    var data = frame.getValue("data");
    if (name.isEmpty() || !from.isOn(name.get().value())) {
      from.error(null, "Client events require a subscription to the channel");
    } else if (!name.get().allowsClientEvents()) {
      from.error(null, "Client events are only allowed on private and presence channels");
    } else if (Json.encode(data).getBytes(UTF_8).length > PublishRequest.MAX_DATA_BYTES) {
      from.error(null, "The data of a client event must stay under 10 KB");
    } else if (!from.clientEvents().allows(clock.instant())) {
      from.error(RATE_EXCEEDED, "Client event rate limit exceeded");
    } else {
      send(from, name.get(), event, data);
    }
  }

  private void send(PusherConnection from, ChannelName name, String event, Object data) {
    var member = channels.find(name.value()).flatMap(channel -> channel.member(from));
    var json = new JsonObject().put("event", event).put("channel", name.value()).put("data", data);
    member.ifPresent(one -> json.put("user_id", one.userId()));
    channels.relay(name, json.encode(), from.socketId());
    occupancy.clientEvent(name, event, data, from.socketId(), member.orElse(null));
  }
}
