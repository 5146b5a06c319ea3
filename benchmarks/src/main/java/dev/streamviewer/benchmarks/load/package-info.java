/**
 * The load process: plays Twitch, which posts signed notifications as fast as possible or at a
 * fixed rate, and Pusher, which accepts and counts them.
 */
package dev.streamviewer.benchmarks.load;
