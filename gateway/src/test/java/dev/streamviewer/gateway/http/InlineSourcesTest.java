package dev.streamviewer.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InlineSourcesTest {
  @Test
  void digestsScriptsAndStylesWithoutAttributes() {
    var sources =
        InlineSources.of(
            """
            <script>alert('Hello, world.');</script>
            <style>a{}
            b{}</style><style>c{}</style>
            <script type="module" src="./assets/index.js"></script>
            """);

    // The digest of the example in the specification of the policy.
    assertThat(sources.scripts())
        .isEqualTo(" 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    assertThat(sources.styles().split(" ")).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void allowsNothingForAPageWithoutInlineCode() {
    assertThat(InlineSources.of("<script src=\"./a.js\"></script>"))
        .isEqualTo(new InlineSources("", ""));
  }
}
