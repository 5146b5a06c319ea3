/**
 * The other side of the product, as a process of its own: Twitch, which posts signed notifications
 * as fast as they are taken or at a fixed rate, and Pusher, which takes them and counts.
 */
package dev.streamviewer.benchmarks.load;
