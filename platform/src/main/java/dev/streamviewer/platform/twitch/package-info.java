/** Answers of Twitch's API that several services read. */
package dev.streamviewer.platform.twitch;
