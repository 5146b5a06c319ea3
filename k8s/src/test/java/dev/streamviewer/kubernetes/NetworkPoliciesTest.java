package dev.streamviewer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connections that network policies allow, read from the rendered overlays. */
class NetworkPoliciesTest {
  private static final String NAMESPACE = "kubernetes.io/metadata.name";
  private static final String PRODUCTION = "production";
  private static final String COMPACT = "compact";
  private static final String ON_AWS = "../src/test/overlays/everything";
  private static final String ON_OPENSHIFT = "../src/test/overlays/openshift";
  private static final Map.Entry<String, String> INGRESS =
      Map.entry("streamviewer.dev/ingress", "true");

  private static final List<String> INTERNAL =
      List.of(
          "10.1.2.3",
          "172.16.0.1",
          "172.31.255.255",
          "192.168.1.1",
          "100.64.0.1",
          "100.127.255.255",
          "198.18.0.1",
          "198.19.255.255",
          "127.0.0.1",
          "fc00::1",
          "fe80::1",
          "::1",
          "2002:a00:1::1",
          "2001:0:a00:1::1",
          "64:ff9b::10.1.2.3",
          "64:ff9b::172.31.255.255",
          "64:ff9b::192.168.1.1",
          "64:ff9b::100.64.0.1",
          "64:ff9b::127.0.0.1",
          "64:ff9b::198.19.255.255",
          "64:ff9b:1::a00:1");

  /** The metadata services of AWS, Google and Azure; Alibaba; Oracle; AWS and Google by IPv6. */
  private static final List<String> METADATA =
      List.of(
          "169.254.169.254",
          "100.100.100.200",
          "192.0.0.192",
          "fd00:ec2::254",
          "fd20:ce::254",
          "64:ff9b::169.254.169.254",
          "64:ff9b::192.0.0.192");

  private static final List<String> PUBLIC =
      List.of(
          "99.84.1.1",
          "100.63.255.255",
          "100.128.0.1",
          "198.17.0.1",
          "198.20.0.1",
          "2600:9000::1",
          "64:ff9b::99.84.1.1",
          "64:ff9b::172.32.0.1");

  /** The addresses of NodeLocal DNSCache, and of Cloud DNS on GKE. */
  private static final List<String> NODE_DNS = List.of("169.254.20.10/32", "169.254.169.254/32");

  @BeforeAll
  static void needsKubectl() {
    assumeThat(RenderedManifests.canRender()).as("kubectl is available").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {PRODUCTION, COMPACT})
  void admitsOnlyTheIngressControllerToTheGateway(String overlay) {
    assertThat(peersOfTheGateway(overlay))
        .hasSize(1)
        .allSatisfy(
            peer -> {
              assertThat(peer.getNamespaceSelector().getMatchLabels()).containsExactly(INGRESS);
              assertThat(peer.getIpBlock()).isNull();
            });
  }

  /** Without this, a certificate by HTTP-01 is never issued. */
  @ParameterizedTest
  @ValueSource(strings = {PRODUCTION, ON_OPENSHIFT})
  void admitsTheIngressControllerToChallenges(String overlay) {
    var policies =
        policies(overlay)
            .filter(it -> it.getMetadata().getName().equals("certificate-challenges"))
            .toList();

    assertThat(policies)
        .singleElement()
        .satisfies(
            policy -> {
              assertThat(policy.getSpec().getPodSelector().getMatchLabels())
                  .containsExactly(Map.entry("acme.cert-manager.io/http01-solver", "true"));
              var rule = policy.getSpec().getIngress().get(0);
              assertThat(rule.getPorts())
                  .extracting(it -> it.getPort())
                  .containsExactly(port(8089));
              assertThat(rule.getFrom()).isEqualTo(peersOfTheGateway(overlay).toList());
            });
  }

  /** An AWS load balancer is no pod: its addresses belong to its subnets. */
  @Test
  void admitsOnlyLoadBalancerSubnetsOnAws() {
    assertThat(peersOfTheGateway(ON_AWS))
        .isNotEmpty()
        .allSatisfy(
            peer -> {
              assertThat(peer.getNamespaceSelector()).isNull();
              assertThat(peer.getPodSelector()).isNull();
              assertThat(new AddressRange(peer.getIpBlock().getCidr()).contains("203.0.113.1"))
                  .isFalse();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"sandbox", PRODUCTION, COMPACT, ON_AWS})
  void deniesEgressToInternalAddresses(String overlay) {
    var ranges = ranges(overlay).toList();

    assertThat(ranges).isNotEmpty();
    assertThat(INTERNAL).noneMatch(address -> isAllowed(ranges, address));
    assertThat(METADATA).noneMatch(address -> isAllowed(ranges, address));
    assertThat(PUBLIC).allMatch(address -> isAllowed(ranges, address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sandbox", PRODUCTION, ON_OPENSHIFT})
  void allowsDnsOfAnyCluster(String overlay) {
    var peers = peersAt(overlay, 53).toList();

    assertThat(peers)
        .filteredOn(peer -> peer.getIpBlock() == null)
        .allSatisfy(
            peer ->
                assertThat(peer.getNamespaceSelector().getMatchLabels())
                    .containsExactly(Map.entry(NAMESPACE, "kube-system")))
        .extracting(peer -> peer.getPodSelector().getMatchLabels())
        .containsExactlyInAnyOrder(
            Map.of("k8s-app", "kube-dns"), Map.of("k8s-app", "node-local-dns"));
    assertThat(peers)
        .filteredOn(peer -> peer.getIpBlock() != null)
        .extracting(peer -> peer.getIpBlock().getCidr())
        .containsExactlyElementsOf(NODE_DNS);
    assertThat(peersAt(overlay, 5353))
        .extracting(peer -> peer.getNamespaceSelector().getMatchLabels())
        .containsExactly(Map.of(NAMESPACE, "openshift-dns"));
  }

  @Test
  void allowsTheAddressOfTheDnsService() {
    assertThat(peersAt(ON_AWS, 53))
        .filteredOn(peer -> peer.getIpBlock() != null)
        .extracting(peer -> peer.getIpBlock().getCidr())
        .contains("172.20.0.10/32");
  }

  /** An address that also serves metadata, with credentials, on other ports. */
  @ParameterizedTest
  @ValueSource(strings = {"sandbox", PRODUCTION, COMPACT, ON_AWS})
  void allowsOnlyDnsOnNodes(String overlay) {
    var rules =
        egress(overlay)
            .filter(
                rule ->
                    rule.getTo().stream()
                        .map(NetworkPolicyPeer::getIpBlock)
                        .anyMatch(it -> it != null && NODE_DNS.contains(it.getCidr())));

    assertThat(rules)
        .isNotEmpty()
        .allSatisfy(
            rule -> assertThat(rule.getPorts()).allMatch(it -> it.getPort().equals(port(53))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../base", PRODUCTION, ON_AWS})
  void restrictsTheSourcesOfEveryPort(String overlay) {
    assertThat(ingress(overlay))
        .isNotEmpty()
        .allSatisfy(rule -> assertThat(rule.getFrom()).isNotEmpty());
  }

  private static Stream<NetworkPolicyPeer> peersOfTheGateway(String overlay) {
    return ingress(overlay)
        .filter(rule -> rule.getPorts().stream().anyMatch(it -> it.getPort().equals(port(8080))))
        .flatMap(rule -> rule.getFrom().stream());
  }

  private static Stream<NetworkPolicyIngressRule> ingress(String overlay) {
    return policies(overlay)
        .map(policy -> policy.getSpec().getIngress())
        .filter(Objects::nonNull)
        .flatMap(List::stream);
  }

  private static Stream<IPBlock> ranges(String overlay) {
    return egress(overlay)
        .filter(rule -> !opens(rule, 53))
        .flatMap(rule -> rule.getTo().stream())
        .map(NetworkPolicyPeer::getIpBlock)
        .filter(Objects::nonNull);
  }

  private static Stream<NetworkPolicyPeer> peersAt(String overlay, int port) {
    return egress(overlay).filter(rule -> opens(rule, port)).flatMap(rule -> rule.getTo().stream());
  }

  private static boolean opens(NetworkPolicyEgressRule rule, int port) {
    return rule.getPorts().stream().anyMatch(it -> it.getPort().equals(port(port)));
  }

  private static Stream<NetworkPolicyEgressRule> egress(String overlay) {
    return policies(overlay)
        .map(policy -> policy.getSpec().getEgress())
        .filter(Objects::nonNull)
        .flatMap(List::stream);
  }

  private static Stream<NetworkPolicy> policies(String overlay) {
    return RenderedManifests.of(overlay).all(NetworkPolicy.class);
  }

  private static boolean isAllowed(List<IPBlock> ranges, String address) {
    return ranges.stream()
        .filter(range -> new AddressRange(range.getCidr()).contains(address))
        .anyMatch(
            range ->
                range.getExcept().stream().noneMatch(it -> new AddressRange(it).contains(address)));
  }

  private static IntOrString port(int number) {
    return new IntOrString(number);
  }
}
