/** Tests of WebSub with a hub: subscriptions, attacks and secrets. */
package dev.streamviewer.demo.websub;
