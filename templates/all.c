${banner}
${includes}
