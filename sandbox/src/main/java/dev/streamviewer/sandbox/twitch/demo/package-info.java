/** Traffic that makes a demo look alive. */
package dev.streamviewer.sandbox.twitch.demo;
