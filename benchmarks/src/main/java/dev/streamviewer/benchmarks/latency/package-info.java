/** Time from Twitch's POST to the answer, and to the page in a browser. */
package dev.streamviewer.benchmarks.latency;
