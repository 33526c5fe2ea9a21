/** Whether everything that flowlens needs is there: on this machine, in the account, on the brokers. */
package io.flowlens.cli.doctor;
