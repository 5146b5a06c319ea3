/** The live streams that viewers follow at Twitch. */
package dev.streamviewer.auth.follows;
