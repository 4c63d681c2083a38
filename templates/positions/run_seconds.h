float seconds;    /* of a video: from frame to frame (second_per_grid), up to 1e6; 0 is 1 */
