package dev.streamviewer.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressesTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.5, 203.0.113.5",
    "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
    "2001:db8:1:2::, 20010db800010002/64",
    "::ffff:203.0.113.5, 203.0.113.5",
    "::1, 0000000000000000/64"
  })
  void identifiesAnIpv6ClientByItsNetwork(String address, String client) {
    assertThat(ClientAddresses.of(SocketAddress.inetSocketAddress(80, address))).isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | 203.0.113.5                              | 192.0.2.1
          1 | 203.0.113.5                              | 203.0.113.5
          1 | 198.51.100.7, 203.0.113.5                | 203.0.113.5
          2 | 198.51.100.7,203.0.113.5                 | 198.51.100.7
          3 | 198.51.100.7, 203.0.113.5                | 192.0.2.1
          1 | 203.0.113.5:4711                         | 203.0.113.5
          1 | [2001:db8:1:2::7]:4711                   | 20010db800010002/64
          1 | 2001:db8:1:2::7                          | 20010db800010002/64
          1 | 203.0.113.5, a host name                 | 192.0.2.1
          1 | ''                                       | 192.0.2.1
          """)
  void readsOnlyEntriesOfTrustedProxies(int proxies, String forwarded, String client) {
    assertThat(new ClientAddresses(proxies).of("192.0.2.1", List.of(forwarded))).isEqualTo(client);
  }

  @Test
  void usesTheRemoteAddressWithoutTheHeader() {
    assertThat(new ClientAddresses(1).of("192.0.2.1", List.of())).isEqualTo("192.0.2.1");
  }
}
