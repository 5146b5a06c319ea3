package dev.streamviewer.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionSharesTest {
  private final ConnectionShares<String> shares = new ConnectionShares<>();

  @Test
  void findsTheLongestIdleConnection() {
    shares.add("a", "first");
    shares.add("a", "second");
    shares.progressed("a", "first");

    assertThat(shares.longestIdle("a")).isEqualTo("second");
  }

  @Test
  void findsTheAddressWithTheMostConnections() {
    shares.add("a", "a1");
    shares.add("b", "b1");
    shares.add("b", "b2");
    assertThat(shares.largest()).isEqualTo("b");

    shares.remove("b", "b1");
    shares.add("a", "a2");
    assertThat(shares.largest()).isEqualTo("a");
  }

  @Test
  void prefersTheLongestIdleAmongEquallyLargeAddresses() {
    shares.add("a", "a1");
    shares.add("b", "b1");
    shares.progressed("a", "a1");

    assertThat(shares.largest()).isEqualTo("b");
  }

  @Test
  void ignoresProgressOfARemovedConnection() {
    shares.add("a", "a1");
    assertThat(shares.remove("a", "a1")).isTrue();

    shares.progressed("a", "a1");

    assertThat(shares.remove("a", "a1")).isFalse();
    assertThat(shares.size()).isZero();
    assertThat(shares.size("a")).isZero();
  }
}
