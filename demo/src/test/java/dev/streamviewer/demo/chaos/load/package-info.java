/** Twitch's messages during a fault. */
package dev.streamviewer.demo.chaos.load;
