using AnomalySample;

AnomalyJob.Run(Console.Out);
