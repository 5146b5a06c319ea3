/** Tests of deployments that send events to SNS, beside Pusher or in its place. */
package dev.streamviewer.demo.delivery;
