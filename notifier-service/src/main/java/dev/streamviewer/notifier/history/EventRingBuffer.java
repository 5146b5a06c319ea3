package dev.streamviewer.notifier.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.record.RecordJson;
import java.util.Arrays;

/**
 * The last events of one streamer, the newest last, as JSON in reused byte arrays. With an object
 * for each event, every garbage collection would copy all young ones several times before they are
 * old, and all requests would wait for that.
 */
final class EventRingBuffer {
  private final Slot[] slots = new Slot[EventHistory.EVENTS];

  /** The hashes of the ids, beside each other: every event is compared with all of them. */
  private final int[] hashes = new int[EventHistory.EVENTS];

  private int used;
  private long deliveries;
  private long dropped;

  /** Stores an event as the newest, even if it is stored already. */
  void put(EncodedEvent event) {
    deliveries++;
    var id = event.id().getBytes(UTF_8);
    var hash = Arrays.hashCode(id);
    var index = indexOf(id, hash);
    if (index >= 0) {
      moveToEnd(index);
    } else {
      nextSlot().write(id, event, deliveries);
      hashes[used - 1] = hash;
    }
    slots[used - 1].last = deliveries;
  }

  LocalRecentEvents events() {
    return new LocalRecentEvents(Arrays.stream(slots, 0, used).map(Slot::stored).toList(), dropped);
  }

  private int indexOf(byte[] id, int hash) {
    for (var i = used - 1; i >= 0; i--) {
      if (hashes[i] == hash && slots[i].holds(id)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns a slot at the end: an unused one or, once all are used, that of the oldest event. */
  private Slot nextSlot() {
    if (used < slots.length) {
      slots[used++] = new Slot();
    } else {
      dropped = slots[0].last;
      moveToEnd(0);
    }
    return slots[used - 1];
  }

  private void moveToEnd(int index) {
    var last = used - 1;
    var slot = slots[index];
    var hash = hashes[index];
    System.arraycopy(slots, index + 1, slots, index, last - index);
    System.arraycopy(hashes, index + 1, hashes, index, last - index);
    slots[last] = slot;
    hashes[last] = hash;
  }

  /** Bytes of one event: first the id, then the JSON. */
  private static final class Slot {
    private static final int STEP = 256;

    /** An array that is larger than its content by this factor is replaced. */
    private static final int SHRINK_FACTOR = 4;

    private byte[] bytes = {};
    private int idEnd;
    private int end;
    private long first;
    private long last;

    boolean holds(byte[] id) {
      return Arrays.equals(bytes, 0, idEnd, id, 0, id.length);
    }

    void write(byte[] id, EncodedEvent event, long delivery) {
      first = delivery;
      idEnd = id.length;
      end = idEnd + event.json().length();
      if (bytes.length < end || bytes.length / SHRINK_FACTOR > end) {
        bytes = new byte[(end / STEP + 1) * STEP];
      }
      System.arraycopy(id, 0, bytes, 0, idEnd);
      event.json().getBytes(bytes, idEnd);
    }

    LocalRecentEvents.Stored stored() {
      var json = Arrays.copyOfRange(bytes, idEnd, end);
      return new LocalRecentEvents.Stored(RecordJson.decode(json, StreamEvent.class), first, last);
    }
  }
}
