/** Sign-in with Twitch, from the button to the session. */
package dev.streamviewer.auth.login;
